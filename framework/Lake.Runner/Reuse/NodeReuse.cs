using Lake.Engines;
using Lake.Project.Nodes;
using Lake.Sql;

namespace Lake.Runner.Reuse;

/// <summary>
/// Leaves nodes alone that would come out the same. What a node was made of is kept together with the version of what
/// came of it, so that a change made to that since is noticed too: with a table, in a property of its own; else in the
/// <see cref="ReuseLedger"/>.
/// </summary>
internal sealed class NodeReuse(Fingerprint fingerprint, ReuseLedger ledger, IEngineSession session, bool fullRefresh)
{
    private string? _key;
    private string? _before;

    public bool IsUnchanged(CodeNode node, string compiled)
    {
        if (fullRefresh || node.Config.FullRefresh is true || Kept(node) is not { } kept)
        {
            _before = Converges(node) ? Version(node) : null;
            return false;
        }

        _key = fingerprint.Of(node, compiled, session);
        _before = Version(node);
        return Sealed(_before) == kept;
    }

    /// <summary>Marks what was made, or a test that has passed. A staged table's mark is part of the commit that publishes it.</summary>
    public void Mark(CodeNode node, string compiled)
    {
        _key ??= fingerprint.Of(node, compiled, session);
        var version = Version(node);
        if (Sealed(version) is not { } mark || (Converges(node) && version != _before))
        {
            return;
        }

        if (!IsMarkedItself(node))
        {
            ledger.Set(node.UniqueId, mark);
        }
        else if (node.Relation is { } relation && session.FindRelation(relation)?.Kind == RelationKind.Table)
        {
            session.Execute($"alter table {relation} set tblproperties ({SqlText.Literal(Fingerprint.Property)} = {SqlText.Literal(mark)})").Dispose();
        }
    }

    private static bool IsMarkedItself(CodeNode node) => node is SeedNode or ModelNode { Config.Materialized: "table" };

    /// <summary>Nodes that build on their own rows: once such a run has changed nothing, neither will the next one on the same input.</summary>
    private static bool Converges(CodeNode node) => node is SnapshotNode or ModelNode { Config.Materialized: "incremental" };

    private string? Kept(CodeNode node) => !IsMarkedItself(node) ? ledger.Find(node.UniqueId)
        : node.Relation is { } relation ? session.FindProperty(relation, Fingerprint.Property)
        : null;

    /// <summary>Of what the node has made; null where the engine tells no versions.</summary>
    private string? Version(CodeNode node) => node is TestNode ? ""
        : node.Relation is not { } relation ? null
        : node.Config.Materialized == "view" ? session.FindShape($"select * from {relation}")
        : session.FindVersion($"select * from {relation}");

    private string? Sealed(string? version) => _key is null || version is null ? null : Checksum.Sha256($"{_key}\n{version}");
}
