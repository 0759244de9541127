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

    public void Add(TableUpdate update)
    {
        _builder.Apply(update);
        _updates.Add(update);
    }
}
