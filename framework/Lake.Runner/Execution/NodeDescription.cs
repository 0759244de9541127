using Lake.Project.Nodes;

namespace Lake.Runner.Execution;

/// <summary>What a node is, as people say it.</summary>
internal static class NodeDescription
{
    public static string Of(CodeNode node) => node switch
    {
        ModelNode => $"{node.Config.Materialized} model {node.Schema}.{node.Alias}",
        SeedNode => $"seed {node.Schema}.{node.Alias}",
        SnapshotNode => $"snapshot {node.Schema}.{node.Alias}",
        TestNode => $"test {node.Name}",
        OperationNode => $"hook {node.Name}",
        _ => $"{node.ResourceType.Word()} {node.Name}",
    };
}
