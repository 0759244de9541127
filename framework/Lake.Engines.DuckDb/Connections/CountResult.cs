namespace Lake.Engines.DuckDb.Connections;

/// <summary>The outcome of a statement without rows.</summary>
internal sealed class CountResult(long? rowsAffected) : IQueryResult
{
    public IReadOnlyList<RelationColumn> Columns => [];

    public bool HasRows => false;

    public long? RowsAffected => rowsAffected;

    public IEnumerable<object?[]> Rows => [];

    public void Dispose()
    {
        // Nothing is held.
    }
}
