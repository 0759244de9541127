using Lake.Iceberg.Evolution;
using Lake.Iceberg.Metadata;
using Lake.Iceberg.Schemas;

namespace Lake.Iceberg.Transactions;

/// <summary>A new table, or new columns and partitioning for an existing one, without rows.</summary>
internal sealed class CreateAction(TableDefinition definition, CreateMode mode) : TransactionAction
{
    private readonly string _uuid = Guid.NewGuid().ToString();
    private Schema? _schema;
    private int? _specId;

    public override bool IsReplace => true;

    public override void Apply(StagedTable table)
    {
        if (mode == CreateMode.Create && table.Exists)
        {
            throw table.Attempt == 1
                ? IcebergRules.AlreadyExists.Error(null, $"There is already a table '{table.Identifier}'.")
                : IcebergRules.CommitConflict.Error(null, $"Another writer has created table '{table.Identifier}' at the same time.", "nothing was changed; run it again");
        }

        if (table.Exists)
        {
            Replace(table);
        }
        else
        {
            Create(table);
        }

        table.Add(new AddSortOrder(SortBy.Order(table.Metadata.Schema, definition.SortedBy)));
        table.Add(new SetDefaultSortOrder(TableUpdate.LastAdded));
    }

    private void Create(StagedTable table)
    {
        table.Add(new AssignUuid(_uuid));
        table.Add(new UpgradeFormatVersion(AskedVersion() ?? TableMetadata.DefaultVersion));
        SetSchema(table, new FreshIds(null, 0));
        table.Add(new SetLocation(definition.Location ?? table.Catalog.DefaultLocation(table.Identifier)));
        var properties = TableProperties.WithoutReserved(definition.Properties);
        table.Add(new SetProperties(properties.ContainsKey(TableProperties.ParquetCompression)
            ? properties
            : properties.Add(TableProperties.ParquetCompression, "zstd")));
    }

    private void Replace(StagedTable table)
    {
        if (AskedVersion() is { } version && version > table.Metadata.FormatVersion)
        {
            table.Add(new UpgradeFormatVersion(version));
        }

        SetSchema(table, new FreshIds(table.Metadata.Schema, table.Metadata.LastColumnId));
        table.Add(new RemoveSnapshotRef(SnapshotRef.Main));
        var properties = TableProperties.WithoutReserved(definition.Properties);
        if (!properties.IsEmpty)
        {
            table.Add(new SetProperties(properties));
        }
    }

    private int? AskedVersion() =>
        definition.Properties.TryGetValue(TableProperties.FormatVersion, out var text) ? TableProperties.ReadFormatVersion(text) : null;

    /// <summary>Files may have been written with the ids of the first attempt, so a later one must come to the same.</summary>
    private void SetSchema(StagedTable table, FreshIds ids)
    {
        SchemaRules.Check(definition.Schema, table.Metadata.FormatVersion);
        var schema = ids.Assign(definition.Schema, 0);
        if (_schema is not null && !_schema.HasSameColumns(schema))
        {
            throw IcebergRules.CommitConflict.Error(
                null, $"Another writer has changed the columns of table '{table.Identifier}' at the same time.", "run it again");
        }

        _schema = schema;
        table.Add(new AddSchema(schema, Math.Max(ids.LastColumnId, schema.HighestFieldId)));
        table.Add(new SetCurrentSchema(TableUpdate.LastAdded));
        table.Add(new AddPartitionSpec(PartitionSpecBuilder.Build(
            table.Exists && !table.Metadata.PartitionSpecs.IsEmpty ? table.Metadata : null, schema, definition.PartitionedBy)));
        table.Add(new SetDefaultSpec(TableUpdate.LastAdded));
        if (_specId is { } specId && specId != table.Metadata.DefaultSpecId)
        {
            throw IcebergRules.CommitConflict.Error(
                null, $"Another writer has changed the partitioning of table '{table.Identifier}' at the same time.", "run it again");
        }

        _specId = table.Metadata.DefaultSpecId;
    }
}
