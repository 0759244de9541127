using System.Collections.Immutable;
using Lake.Iceberg.Evolution;
using Lake.Iceberg.Metadata;

namespace Lake.Iceberg.Transactions;

/// <param name="isDefault">Whether files are written by it from now on; else it is there for files that come with their values.</param>
internal sealed class SetPartitioningAction(ImmutableArray<PartitionBy> fields, bool isDefault = true) : TransactionAction
{
    public override void Apply(StagedTable table)
    {
        var spec = PartitionSpecBuilder.Build(table.Metadata, table.Metadata.Schema, fields);
        if (!isDefault)
        {
            if (!table.Metadata.PartitionSpecs.Any(spec.IsCompatibleWith))
            {
                table.Add(new AddPartitionSpec(spec));
            }
        }
        else if (!spec.IsCompatibleWith(table.Metadata.Spec))
        {
            table.Add(new AddPartitionSpec(spec));
            table.Add(new SetDefaultSpec(TableUpdate.LastAdded));
        }
    }
}
