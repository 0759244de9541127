using Lake.DuckDb;
using Lake.DuckDb.Errors;

namespace Lake.Engines.DuckDb.Connections;

/// <summary>Rows as DuckDB computes them.</summary>
/// <param name="translate">Makes a diagnostic of an error on the way.</param>
internal sealed class StreamResult(DuckDbResult result, Func<DuckDbException, Exception> translate) : IQueryResult
{
    public IReadOnlyList<RelationColumn> Columns { get; } = result.Kind == DuckDbResultKind.Rows
        ? [.. result.Columns.Select(column => new RelationColumn(column.Name, column.Type.ToString()))]
        : [];

    public bool HasRows => result.Kind == DuckDbResultKind.Rows;

    public long? RowsAffected { get; } = result.RowsChanged;

    public IEnumerable<object?[]> Rows
    {
        get
        {
            while (HasRows && Fetch() is { } chunk)
            {
                using (chunk)
                {
                    for (var row = 0; row < chunk.RowCount; row++)
                    {
                        yield return CellValues.Row(chunk.GetRow(row));
                    }
                }
            }
        }
    }

    public void Dispose() => result.Dispose();

    private Lake.DuckDb.Vectors.DuckDbChunk? Fetch()
    {
        try
        {
            return result.Fetch();
        }
        catch (DuckDbException error)
        {
            throw translate(error);
        }
    }
}
