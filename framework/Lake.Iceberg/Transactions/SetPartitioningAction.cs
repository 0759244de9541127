using System.Collections.Immutable;
using Lake.Iceberg.Evolution;
using Lake.Iceberg.Metadata;

namespace Lake.Iceberg.Transactions;

internal sealed class SetPartitioningAction(ImmutableArray<PartitionBy> fields) : TransactionAction
{
    public override void Apply(StagedTable table)
    {
        var spec = PartitionSpecBuilder.Build(table.Metadata, table.Metadata.Schema, fields);
        if (!spec.IsCompatibleWith(table.Metadata.Spec))
        {
            table.Add(new AddPartitionSpec(spec));
            table.Add(new SetDefaultSpec(TableUpdate.LastAdded));
        }
    }
}
