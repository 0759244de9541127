using System.Collections.Immutable;
using Lake.Iceberg.Catalogs;
using Lake.Iceberg.Evolution;
using Lake.Iceberg.Manifests;
using Lake.Iceberg.Metadata;
using Lake.Iceberg.Names;
using Lake.Iceberg.Partitioning;
using Lake.Iceberg.Scans;
using Lake.Iceberg.Schemas;
using Lake.Iceberg.Storage;
using Lake.Iceberg.Transactions;
using Lake.Testing;

namespace Lake.Iceberg.Tests;

/// <summary>A catalog in a folder of its own, and short ways to make tables and (imaginary) data files in it.</summary>
public sealed class Warehouse : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public Warehouse() => Catalog = NewCatalog();

    public FileSystemCatalog Catalog { get; }

    public string Path => _folder.Path;

    public static TableIdentifier Orders { get; } = new("shop", "orders");

    public static Schema OrdersSchema { get; } = new(0,
    [
        new NestedField(1, "id", PrimitiveType.Long, Required: true),
        new NestedField(2, "customer", PrimitiveType.String),
        new NestedField(3, "at", PrimitiveType.Timestamp),
    ]);

    /// <summary>As another process would open it.</summary>
    public FileSystemCatalog NewCatalog() => new(LocalPath.ToLocation(_folder.Path));

    public Table Create(params ImmutableArray<PartitionBy> partitionedBy) =>
        Catalog.CreateTable(Orders, new TableDefinition(OrdersSchema) { PartitionedBy = partitionedBy });

    /// <summary>A file that exists only in manifests.</summary>
    public static DataFile File(Table table, string name, long rows = 10, params ImmutableArray<object?> partition) => new()
    {
        Path = $"{table.DataLocation}/{name}.parquet",
        RecordCount = rows,
        FileSizeInBytes = 100 * rows,
        SpecId = table.Metadata.DefaultSpecId,
        Partition = new PartitionTuple(partition),
    };

    public static DataFile Deletes(Table table, string name, string? referenced = null, long rows = 1) =>
        File(table, name, rows) with { Content = FileContent.PositionDeletes, ReferencedDataFile = referenced };

    public static Table Append(Table table, params string[] names)
    {
        var transaction = table.NewTransaction();
        transaction.Append(names.Select(n => File(table, n)));
        return transaction.Commit();
    }

    /// <summary>Names of the live data files, with those of their deletes behind a minus sign.</summary>
    public static IEnumerable<string> Files(Table table) => table.NewScan().PlanFiles()
        .Select(t => string.Join("-", t.PositionDeletes.Prepend(t.File).Select(f => System.IO.Path.GetFileNameWithoutExtension(f.Path))))
        .Order(StringComparer.Ordinal);

    public TableMetadata Read(TableIdentifier identifier) => NewCatalog().LoadTable(identifier).Metadata;

    public void Dispose() => _folder.Dispose();
}
