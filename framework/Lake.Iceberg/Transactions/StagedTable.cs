using Lake.Iceberg.Catalogs;
using Lake.Iceberg.Metadata;
using Lake.Iceberg.Names;
using Lake.Iceberg.Storage;

namespace Lake.Iceberg.Transactions;

/// <summary>One attempt of a transaction: the state it starts from and the updates so far.</summary>
/// <param name="start">What the transaction first saw; changes since then are other writers'.</param>
/// <param name="current">What it is put on now; null when the table does not exist.</param>
internal sealed class StagedTable(ICatalog catalog, TableIdentifier identifier, TableMetadata? start, TableMetadata? current, int attempt)
{
    private readonly TableMetadataBuilder _builder = new(current);
    private readonly List<TableUpdate> _updates = [];

    /// <summary>Whether the schema, spec or order that was added last was there before.</summary>
    private bool _isKnown;

    public TableIdentifier Identifier { get; } = identifier;

    public IFileIO Io { get; } = catalog.Io;

    public ICatalog Catalog { get; } = catalog;

    public TableMetadata? Start { get; } = start;

    public TableMetadata? Current { get; } = current;

    /// <summary>From 1.</summary>
    public int Attempt { get; } = attempt;

    /// <summary>With the updates so far.</summary>
    public TableMetadata Metadata => _builder.Metadata;

    public IReadOnlyList<TableUpdate> Updates => _updates;

    public bool Exists => Current is not null || _updates.Count > 0;

    /// <summary>
    /// What the table has already is not added again but made current by its id: to other catalogs "the last added" is what
    /// is new.
    /// </summary>
    public void Add(TableUpdate update)
    {
        var before = Metadata;
        _builder.Apply(update);
        if (update is AddSchema or AddPartitionSpec or AddSortOrder)
        {
            _isKnown = Parts(before) == Parts(Metadata);
        }

        switch (update)
        {
            case AddSchema or AddPartitionSpec or AddSortOrder when _isKnown:
                break;
            case SetCurrentSchema { SchemaId: TableUpdate.LastAdded } when _isKnown:
                _updates.Add(new SetCurrentSchema(Metadata.CurrentSchemaId));
                break;
            case SetDefaultSpec { SpecId: TableUpdate.LastAdded } when _isKnown:
                _updates.Add(new SetDefaultSpec(Metadata.DefaultSpecId));
                break;
            case SetDefaultSortOrder { SortOrderId: TableUpdate.LastAdded } when _isKnown:
                _updates.Add(new SetDefaultSortOrder(Metadata.DefaultSortOrderId));
                break;
            default:
                _updates.Add(update);
                break;
        }
    }

    private static (int Schemas, int Specs, int Orders, int LastColumnId) Parts(TableMetadata metadata) =>
        (metadata.Schemas.Length, metadata.PartitionSpecs.Length, metadata.SortOrders.Length, metadata.LastColumnId);
}
