namespace Lake.Iceberg.Transactions;

public enum CreateMode
{
    /// <summary>Fails when the table exists.</summary>
    Create,

    /// <summary>Gives an existing table new columns and partitioning and no rows; it keeps its identity and history.</summary>
    CreateOrReplace,
}
