namespace Lake.Iceberg.Transactions;

/// <summary>Lets the commit fail where a property is no longer what it was when the transaction began.</summary>
internal sealed class RequirePropertyAction(string name, string? value) : TransactionAction
{
    public override void Apply(StagedTable table)
    {
        if (table.Attempt > 1 && table.Current is { } current && current.Properties.GetValueOrDefault(name) != value)
        {
            throw IcebergRules.CommitConflict.Error(
                null, $"Table '{table.Identifier}' was changed by another writer at the same time: its property '{name}' is another now.", "nothing was changed; run the statement again");
        }
    }
}
