namespace Lake.Iceberg.Transactions;

/// <summary>What a change of rows tolerates from writers that commit between its reading and its commit.</summary>
public enum IsolationLevel
{
    /// <summary>No rows that it might have read or changed had it come later.</summary>
    Serializable,

    /// <summary>New rows are fine, changes of the same files are not.</summary>
    Snapshot,
}
