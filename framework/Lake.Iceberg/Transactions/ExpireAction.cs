using Lake.Iceberg.Metadata;

namespace Lake.Iceberg.Transactions;

/// <summary>Forgets refs and snapshots, chosen again on each new state of the table.</summary>
internal sealed class ExpireAction(Func<TableMetadata, (IReadOnlyList<string> Refs, IReadOnlyList<long> Snapshots)> choose) : TransactionAction
{
    public override void Apply(StagedTable table)
    {
        var (refs, snapshots) = choose(table.Metadata);
        foreach (var name in refs)
        {
            table.Add(new RemoveSnapshotRef(name));
        }

        if (snapshots.Count > 0)
        {
            table.Add(new RemoveSnapshots([.. snapshots]));
        }
    }
}
