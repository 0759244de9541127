using Lake.Engines;
using Lake.Project.Nodes;
using Lake.Runner.Artifacts;
using Lake.Sql;

namespace Lake.Runner.Execution;

/// <summary>
/// What a node would have been, had its tests passed (<c>--keep-failed</c>): a table beside its own, which stays until the node
/// is published again.
/// </summary>
public static class KeptNode
{
    private const string Suffix = "__failed";

    /// <summary>Null for a node without a relation.</summary>
    public static RelationName? NameOf(CodeNode node) => node.Relation is { } name ? name with { Identifier = name.Identifier + Suffix } : null;

    /// <summary>Saves a staged node that is about to be rolled back; the action publishes it afterwards. Null when there is nothing to save.</summary>
    internal static Action? Save(IEngineSession session, TargetFiles files, CodeNode node) =>
        node.Relation is { } name && NameOf(node) is { } kept && session.FindRelation(name) is not null
            ? session.Preserve(name, Path.Combine(files.Folder, "failures"), kept)
            : null;

    /// <summary>Once a node is published, what an earlier run has kept of it says nothing more.</summary>
    internal static void Remove(IEngineSession session, CodeNode node, CancellationToken cancellation)
    {
        if (NameOf(node) is { } kept && session.FindRelation(kept) is not null)
        {
            session.Execute($"drop table if exists {kept}", cancellation).Dispose();
        }
    }
}
