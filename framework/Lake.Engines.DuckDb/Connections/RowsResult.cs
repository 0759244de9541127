namespace Lake.Engines.DuckDb.Connections;

/// <summary>Rows that a change returns. All of them are read, because the statement goes on behind them.</summary>
internal sealed class RowsResult(IReadOnlyList<RelationColumn> columns, IReadOnlyList<object?[]> rows, long changed) : IQueryResult
{
    public IReadOnlyList<RelationColumn> Columns => columns;

    public bool HasRows => true;

    public long? RowsAffected => changed;

    public IEnumerable<object?[]> Rows => rows;

    public void Dispose()
    {
        // Nothing is held.
    }
}
