using Lake.Engines;

namespace Lake.Cli.Output;

/// <summary>Rows that are not a query's, for the same writers.</summary>
internal sealed class ListedRows(IReadOnlyList<RelationColumn> columns, IEnumerable<object?[]> rows) : IQueryResult
{
    public IReadOnlyList<RelationColumn> Columns => columns;

    public bool HasRows => true;

    public long? RowsAffected => null;

    public IEnumerable<object?[]> Rows => rows;

    public void Dispose()
    {
        // Nothing is held.
    }
}
