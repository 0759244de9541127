namespace Lake.Project.Nodes;

public sealed class SnapshotNode : CodeNode
{
    public override ResourceType ResourceType => ResourceType.Snapshot;
}
