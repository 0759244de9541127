using Lake.Iceberg.Metadata;

namespace Lake.Iceberg.Transactions;

/// <param name="reference">Null to remove it.</param>
internal sealed class SetRefAction(string name, SnapshotRef? reference) : TransactionAction
{
    public override void Apply(StagedTable table)
    {
        if (table.Attempt > 1 && HeadIn(table.Start) != HeadIn(table.Current))
        {
            throw IcebergRules.CommitConflict.Error(null, $"Another writer has moved '{name}' of table '{table.Identifier}' at the same time.", "nothing was changed; look again");
        }

        if (reference is { } target)
        {
            table.Add(new SetSnapshotRef(name, target));
        }
        else if (name == SnapshotRef.Main)
        {
            throw IcebergRules.InvalidChange.Error(null, $"'{SnapshotRef.Main}' is what table '{table.Identifier}' is, and cannot be dropped.");
        }
        else if (!table.Metadata.Refs.ContainsKey(name))
        {
            throw IcebergRules.NoSuchSnapshot.Error(null, $"Table '{table.Identifier}' has no branch or tag '{name}'.", $"it has {string.Join(", ", table.Metadata.Refs.Keys)}");
        }
        else
        {
            table.Add(new RemoveSnapshotRef(name));
        }
    }

    private long? HeadIn(TableMetadata? table) => table?.Refs.TryGetValue(name, out var found) == true ? found.SnapshotId : null;
}
