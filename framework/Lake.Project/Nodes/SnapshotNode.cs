using System.Diagnostics.CodeAnalysis;

namespace Lake.Project.Nodes;

public sealed class SnapshotNode : CodeNode
{
    public SnapshotNode()
    {
    }

    [SetsRequiredMembers]
    internal SnapshotNode(CodeHead head)
        : base(head)
    {
    }

    public override ResourceType ResourceType => ResourceType.Snapshot;
}
