namespace Lake.Iceberg.Transactions;

public enum CreateMode
{
    /// <summary>Fails when the table exists, with <see cref="IcebergRules.CommitConflict"/> when another writer made it meanwhile.</summary>
    Create,

    /// <summary>Gives an existing table new columns and partitioning and no rows; it keeps its identity and history.</summary>
    CreateOrReplace,
}
