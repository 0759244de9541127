using System.Diagnostics.CodeAnalysis;

namespace Lake.Project.Nodes;

public sealed class SeedNode : CodeNode
{
    public SeedNode()
    {
    }

    [SetsRequiredMembers]
    internal SeedNode(CodeHead head, string fullPath, string rootPath)
        : base(head) => (FullPath, RootPath) = (fullPath, rootPath);

    public override ResourceType ResourceType => ResourceType.Seed;

    /// <summary>Absolute path of the CSV file.</summary>
    public required string FullPath { get; init; }

    /// <summary>Absolute directory of its package.</summary>
    public required string RootPath { get; init; }
}
