namespace Lake.Iceberg.Catalogs;

/// <summary>A catalog that publishes changes of several tables in one step.</summary>
public interface IMultiTableCatalog : ICatalog
{
    /// <summary>All or none. Fails as <see cref="ICatalog.CommitTable"/> does.</summary>
    void CommitTables(IReadOnlyList<TableCommit> commits);
}
