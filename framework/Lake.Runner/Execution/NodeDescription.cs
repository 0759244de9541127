using Lake.Project.Nodes;

namespace Lake.Runner.Execution;

/// <summary>What a node is, as people say it.</summary>
internal static class NodeDescription
{
    public static string Of(Node node) => node switch
    {
        ModelNode model => $"{node.Config.Materialized} model {model.Schema}.{model.Alias}",
        SeedNode seed => $"seed {seed.Schema}.{seed.Alias}",
        SnapshotNode snapshot => $"snapshot {snapshot.Schema}.{snapshot.Alias}",
        UnitTestNode test => $"unit test {test.Model}::{test.VersionedName}",
        TestNode => $"test {node.Name}",
        OperationNode => $"hook {node.Name}",
        SavedQueryNode => $"saved query {node.Name}",
        _ => $"{node.ResourceType.Word()} {node.Name}",
    };
}
