namespace Lake.Engines.Trino.Results;

/// <summary>The outcome of a statement that gives no rows.</summary>
internal sealed class CountResult(long? rows) : IQueryResult
{
    public IReadOnlyList<RelationColumn> Columns => [];

    public bool HasRows => false;

    public long? RowsAffected => rows;

    public IEnumerable<object?[]> Rows => [];

    public void Dispose()
    {
        // Nothing is open.
    }
}
