using Lake.Engines;
using Lake.Project.Nodes;
using Lake.Sql;

namespace Lake.Runner.Reuse;

/// <summary>
/// Leaves tables alone that would come out the same. A table carries the fingerprint of what it was made of together
/// with its own version then, so that a change made to it since is noticed too.
/// </summary>
internal sealed class TableReuse(Fingerprint fingerprint, IEngineSession session, bool fullRefresh)
{
    private string? _key;

    public bool IsUnchanged(CodeNode node, string compiled)
    {
        if (fullRefresh || node.Config.FullRefresh is true || node.Relation is not { } relation
            || session.FindProperty(relation, Fingerprint.Property) is not { } found)
        {
            return false;
        }

        _key = fingerprint.Of(node, compiled, session);
        return _key is not null && Sealed(_key, relation) == found;
    }

    /// <summary>Marks the staged table, in the same commit that publishes it.</summary>
    public void Mark(CodeNode node, string compiled)
    {
        _key ??= fingerprint.Of(node, compiled, session);
        if (_key is not null && node.Relation is { } relation && session.FindRelation(relation)?.Kind == RelationKind.Table && Sealed(_key, relation) is { } mark)
        {
            using (session.Execute(
                $"alter table {relation} set tblproperties ({SqlText.Literal(Fingerprint.Property)} = {SqlText.Literal(mark)})"))
            {
            }
        }
    }

    /// <summary>Null where the engine tells no versions.</summary>
    private string? Sealed(string key, RelationName relation) =>
        session.FindVersion($"select * from {relation}") is { } version ? Checksum.Sha256($"{key}\n{version}") : null;
}
