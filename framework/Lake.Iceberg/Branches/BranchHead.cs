using System.Globalization;
using Lake.Iceberg.Metadata;

namespace Lake.Iceberg.Branches;

/// <summary>
/// A table as a branch shows it, and what a commit to it means for the table itself. A branch's columns are those of its
/// newest snapshot, so those of <c>main</c> stay as they are until the branch is published.
/// </summary>
internal sealed class BranchHead(TableMetadata table, string branch)
{
    /// <summary>The entry of a snapshot's summary that says which snapshot of <c>main</c> its branch began with.</summary>
    private const string FromProperty = "branched-from";

    private const string Nothing = "nothing";

    public Snapshot? Snapshot { get; } = table.SnapshotByRef(branch);

    /// <summary>What readers of <c>main</c> have; false for a table that branches have made.</summary>
    public bool IsInMain => table.CurrentSnapshotId is not null;

    /// <summary>Whether <c>main</c> can become what the branch is without losing a change of its own.</summary>
    public bool IsAhead => table.CurrentSnapshotId is not { } main
        || (Snapshot?.Summary.GetValueOrDefault(FromProperty) is { } from
            ? from == Text(main)
            : table.Ancestors(Snapshot?.SnapshotId).Any(s => s.SnapshotId == main));

    /// <summary>The table with the branch in the place of <c>main</c>; as it is where there is no such branch.</summary>
    public TableMetadata Seen => Snapshot is null ? table : table with
    {
        CurrentSnapshotId = Snapshot.SnapshotId,
        CurrentSchemaId = IsInMain ? Snapshot.SchemaId ?? table.CurrentSchemaId : table.CurrentSchemaId,
        Refs = table.Refs.SetItem(SnapshotRef.Main, table.Refs[branch]),
    };

    /// <summary>What a commit to <see cref="Seen"/> is for the table. Requirements about what the branch hides have been judged by then.</summary>
    public IEnumerable<TableRequirement> Requirements(IReadOnlyList<TableRequirement> seen, IEnumerable<TableUpdate> updates)
    {
        foreach (var requirement in seen.Where(r => !IsJudgedHere(r)))
        {
            yield return requirement;
        }

        if (!ReferenceEquals(table, TableMetadataBuilder.Nothing) && (seen.Any(IsJudgedHere) || updates.OfType<SetSnapshotRef>().Any(u => u.Name == SnapshotRef.Main)))
        {
            yield return new AssertRefSnapshotId(branch, Snapshot?.SnapshotId);
        }
    }

    /// <summary>What of the requirements does not hold of the table as the branch shows it; null where all do.</summary>
    public string? Violation(IEnumerable<TableRequirement> seen) => seen.Where(IsJudgedHere).Select(r => r.Violation(Seen)).FirstOrDefault(v => v is not null);

    public IEnumerable<TableUpdate> Updates(IReadOnlyList<TableUpdate> seen)
    {
        if (IsInMain && !seen.OfType<SetSnapshotRef>().Any(u => u.Name == SnapshotRef.Main) && seen.Any(u => u is SetCurrentSchema or RemoveSnapshotRef { Name: SnapshotRef.Main }))
        {
            throw IcebergRules.InvalidChange.Error(
                null, $"The columns of a table cannot change on branch '{branch}' without rows that have them.", "write the rows in the same transaction, or change the table itself");
        }

        return seen.Select(Translated).OfType<TableUpdate>();
    }

    private bool IsJudgedHere(TableRequirement requirement) =>
        requirement is AssertRefSnapshotId { Ref: SnapshotRef.Main } || (IsInMain && requirement is AssertCurrentSchemaId);

    private TableUpdate? Translated(TableUpdate update) => update switch
    {
        AddSnapshot { Snapshot: var added } => new AddSnapshot(added with { Summary = added.Summary.SetItem(FromProperty, From) }),
        SetSnapshotRef { Name: SnapshotRef.Main } moved => moved with { Name = branch },
        RemoveSnapshotRef { Name: SnapshotRef.Main } => null,
        SetCurrentSchema when IsInMain => null,
        _ => update,
    };

    private string From => Snapshot?.Summary.GetValueOrDefault(FromProperty) ?? (table.CurrentSnapshotId is { } main ? Text(main) : Nothing);

    private static string Text(long snapshotId) => snapshotId.ToString(CultureInfo.InvariantCulture);
}
