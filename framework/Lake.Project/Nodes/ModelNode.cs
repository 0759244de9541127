using System.Diagnostics.CodeAnalysis;

namespace Lake.Project.Nodes;

public sealed class ModelNode : CodeNode
{
    public ModelNode()
    {
    }

    [SetsRequiredMembers]
    internal ModelNode(CodeHead head)
        : base(head)
    {
    }

    public override ResourceType ResourceType => ResourceType.Model;

    /// <summary>A long, double or string; null for an unversioned model.</summary>
    public object? Version { get; init; }

    public object? LatestVersion { get; internal set; }

    public string? DeprecationDate { get; internal set; }

    public TimeSpine? TimeSpine { get; internal set; }

    public string Access => Config.Text("access") ?? "protected";
}
