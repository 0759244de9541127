using System.Collections.Immutable;
using Lake.Iceberg.Evolution;
using Lake.Iceberg.Metadata;

namespace Lake.Iceberg.Transactions;

internal sealed class SetSortOrderAction(ImmutableArray<SortBy> fields) : TransactionAction
{
    public override void Apply(StagedTable table)
    {
        table.Add(new AddSortOrder(SortBy.Order(table.Metadata.Schema, fields)));
        table.Add(new SetDefaultSortOrder(TableUpdate.LastAdded));
    }
}
