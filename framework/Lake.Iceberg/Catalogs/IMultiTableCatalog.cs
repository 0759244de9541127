namespace Lake.Iceberg.Catalogs;

/// <summary>A catalog that publishes changes of several tables in one step.</summary>
public interface IMultiTableCatalog : ICatalog
{
    /// <summary>False for a server that does not offer it.</summary>
    bool CommitsTogether { get; }

    /// <summary>Whether the step may also make tables.</summary>
    bool CreatesTogether => false;

    /// <summary>All or none. Fails as <see cref="ICatalog.CommitTable"/> does.</summary>
    void CommitTables(IReadOnlyList<TableCommit> commits);
}
