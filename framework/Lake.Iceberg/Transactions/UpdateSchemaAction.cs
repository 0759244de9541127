using Lake.Iceberg.Evolution;

namespace Lake.Iceberg.Transactions;

internal sealed class UpdateSchemaAction(Action<SchemaUpdate> change) : TransactionAction
{
    public override void Apply(StagedTable table)
    {
        var update = new SchemaUpdate(table.Metadata);
        change(update);
        foreach (var result in update.ToUpdates())
        {
            table.Add(result);
        }
    }
}
