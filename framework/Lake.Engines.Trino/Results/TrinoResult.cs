using Lake.Text;
using Lake.Trino.Errors;
using Lake.Trino.Queries;

namespace Lake.Engines.Trino.Results;

/// <summary>Rows of a running query, or the count of a statement that has changed something.</summary>
/// <param name="explain">Makes a diagnostic of a failure while rows are read.</param>
internal sealed class TrinoResult(TrinoQuery query, Func<TrinoException, DiagnosticException> explain) : IQueryResult
{
    public IReadOnlyList<RelationColumn> Columns { get; } =
        query.UpdateType is null ? [.. (query.Columns ?? []).Select(c => new RelationColumn(c.Name, c.Text))] : [];

    public bool HasRows => query.UpdateType is null && query.Columns is { IsEmpty: false };

    public long? RowsAffected => query.UpdateType is null ? null : query.UpdateCount;

    public IEnumerable<object?[]> Rows
    {
        get
        {
            using var rows = query.Rows.GetEnumerator();
            while (MoveNext(rows))
            {
                yield return Cells.Convert(rows.Current);
            }
        }
    }

    public void Dispose() => query.Dispose();

    private bool MoveNext(IEnumerator<object?[]> rows)
    {
        try
        {
            return rows.MoveNext();
        }
        catch (TrinoException error)
        {
            throw explain(error);
        }
    }
}
