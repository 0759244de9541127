using Lake.Iceberg.Metadata;

namespace Lake.Iceberg.Transactions;

internal sealed class RollbackAction(long snapshotId) : TransactionAction
{
    public override void Apply(StagedTable table)
    {
        if (table.Metadata.SnapshotById(snapshotId) is null)
        {
            throw IcebergRules.NoSuchSnapshot.Error(null, $"Table '{table.Identifier}' has no snapshot {snapshotId}.");
        }

        if (table.Metadata.Ancestors(table.Metadata.CurrentSnapshotId).All(s => s.SnapshotId != snapshotId))
        {
            throw IcebergRules.InvalidChange.Error(
                null, $"Snapshot {snapshotId} is no earlier state of what table '{table.Identifier}' is now.", "only those can be rolled back to; see lake table history");
        }

        var main = table.Metadata.Refs.TryGetValue(SnapshotRef.Main, out var found) ? found : new SnapshotRef(snapshotId, IsBranch: true);
        new SetRefAction(SnapshotRef.Main, main with { SnapshotId = snapshotId }).Apply(table);
    }
}
