using Lake.Text;

namespace Lake.Iceberg;

/// <summary>Everything that can be wrong with a lakehouse, or with what is asked of it.</summary>
public static class IcebergRules
{
    public static readonly DiagnosticRule CommitConflict = new(
        "commit-conflict", Severity.Error, "Another writer changed the table in a way that this change cannot be put on top of; run it again.");

    public static readonly DiagnosticRule CorruptMetadata = new(
        "corrupt-metadata", Severity.Error, "A metadata file of a table or view cannot be understood; restore it, or delete it, so that the version before it counts.");

    public static readonly DiagnosticRule CorruptManifest = new(
        "corrupt-manifest", Severity.Error, "A manifest or manifest list of a table cannot be read; restore it, or replace the table.");

    public static readonly DiagnosticRule MissingFile = new(
        "missing-file", Severity.Error, "A file that a table's metadata points to is gone; restore it, or replace the table.");

    public static readonly DiagnosticRule UnsupportedFormat = new(
        "unsupported-table-format", Severity.Error, "The table uses a part of the Iceberg format that is not supported here.");

    public static readonly DiagnosticRule UnsupportedTransform = new(
        "unsupported-transform", Severity.Error, "A partition transform cannot be computed, or not for that type of column.");

    public static readonly DiagnosticRule InvalidSchema = new(
        "invalid-schema", Severity.Error, "A schema, or a change of one, breaks the rules of schema evolution.");

    public static readonly DiagnosticRule InvalidPartitioning = new(
        "invalid-partitioning", Severity.Error, "A partition spec names an unknown column, or breaks the rules of partitioning.");

    public static readonly DiagnosticRule InvalidChange = new(
        "invalid-table-change", Severity.Error, "A change of a table makes no sense for the table as it is.");

    public static readonly DiagnosticRule MovedTable = new(
        "moved-table", Severity.Error, "The folder of a table was moved or copied; paths inside a table are absolute, so it can only be read where it was written.");

    public static readonly DiagnosticRule InvalidName = new(
        "invalid-relation-name", Severity.Error, "A name cannot be used for a schema, table or view because it cannot be a folder's name.");

    public static readonly DiagnosticRule NoSuchTable = new(
        "no-such-table", Severity.Error, "There is no table or view of that name in the catalog.");

    public static readonly DiagnosticRule NoSuchSnapshot = new(
        "no-such-snapshot", Severity.Error, "The table has no snapshot of that id, branch, tag or time.");

    public static readonly DiagnosticRule BranchBehind = new(
        "branch-behind", Severity.Error, "Tables have changed since a branch was made from them, so publishing it would lose those changes; build the branch again.");

    public static readonly DiagnosticRule AlreadyExists = new(
        "relation-exists", Severity.Error, "A table, view or schema of that name exists already.");

    public static readonly DiagnosticRule NamespaceNotEmpty = new(
        "schema-not-empty", Severity.Error, "A schema that still holds tables or views cannot be dropped.");

    public static readonly DiagnosticRule WarehouseUnwritable = new(
        "warehouse-unwritable", Severity.Error, "The warehouse cannot be written to; check the folder's owner and permissions.");

    public static readonly DiagnosticRule DiskFull = new(
        "disk-full", Severity.Error, "The disk that holds the warehouse is full; free some space and run again.");

    public static readonly DiagnosticRule StorageDenied = new(
        "storage-denied", Severity.Error, "Object storage refuses the credentials in use, or there are none; check the access key and its rights.");

    public static readonly DiagnosticRule StorageUnavailable = new(
        "storage-unavailable", Severity.Error, "Object storage cannot be reached, or cannot answer; check the endpoint, the bucket and the network.");

    public static readonly DiagnosticRule NoConditionalPut = new(
        "no-conditional-put", Severity.Error, "The object storage overwrites objects that it was asked to leave alone, so a catalog of files would lose commits there; use a JDBC or REST catalog.");

    public static readonly DiagnosticRule CommitStateUnknown = new(
        "commit-state-unknown", Severity.Error, "The connection was lost while a commit was being made, and it cannot be found out whether it was; nothing was removed. Look at the table before running it again.");

    public static readonly DiagnosticRule CatalogDenied = new(
        "catalog-denied", Severity.Error, "The catalog refuses the credentials in use, or what they may do; check the user, the password or the token.");

    public static readonly DiagnosticRule CatalogUnavailable = new(
        "catalog-unavailable", Severity.Error, "The catalog cannot be reached, or cannot answer; check its address and the network.");

    public static readonly DiagnosticRule CatalogRefused = new(
        "catalog-refused", Severity.Error, "The catalog does not carry out what it was asked for; its reason stands in the message.");

    public static readonly DiagnosticRule InvalidCatalog = new(
        "invalid-catalog", Severity.Error, "The settings under 'catalog:' do not say which catalog is meant, or contradict each other.");

    public static readonly DiagnosticRule UnsupportedLocation = new(
        "unsupported-location", Severity.Error, "A location has a scheme that this storage does not read.");
}
