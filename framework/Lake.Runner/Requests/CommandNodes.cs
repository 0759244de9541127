using Lake.Project.Nodes;

namespace Lake.Runner.Requests;

/// <summary>Which kinds of nodes a command works on; only those count as selected, in templates and for deferral.</summary>
internal static class CommandNodes
{
    public static bool Takes(this RunCommand command, Node? node) => command switch
    {
        RunCommand.Build => node is ModelNode or SeedNode or SnapshotNode or TestNode or UnitTestNode or ExposureNode or SavedQueryNode,
        RunCommand.Run => node is ModelNode,
        RunCommand.Test => node is TestNode or UnitTestNode,
        RunCommand.Seed => node is SeedNode,
        RunCommand.Snapshot => node is SnapshotNode,
        RunCommand.Clone => node is ModelNode or SeedNode or SnapshotNode,
        RunCommand.Compile => node is CodeNode,
        RunCommand.RunOperation or RunCommand.Freshness => false,
    };
}
