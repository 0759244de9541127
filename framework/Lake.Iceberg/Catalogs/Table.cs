using Lake.Iceberg.Metadata;
using Lake.Iceberg.Names;
using Lake.Iceberg.Partitioning;
using Lake.Iceberg.Schemas;
using Lake.Iceberg.Storage;

namespace Lake.Iceberg.Catalogs;

/// <summary>A table as it was at one time; it does not follow later changes.</summary>
/// <param name="MetadataLocation">Null for the staged state of a transaction.</param>
public sealed record Table(ICatalog Catalog, TableIdentifier Identifier, TableMetadata Metadata, string? MetadataLocation)
{
    public IFileIO Io => Catalog.Io;

    public string Location => Metadata.Location;

    public Schema Schema => Metadata.Schema;

    public PartitionSpec Spec => Metadata.Spec;

    /// <summary>Where data files go, without a slash at the end.</summary>
    public string DataLocation => Metadata.DataLocation;

    /// <summary>The table as it is now. Fails with <see cref="IcebergRules.NoSuchTable"/> when it is gone.</summary>
    public Table Refresh() => Catalog.LoadTable(Identifier);
}
