using Lake.DuckDb.Handles;
using Lake.DuckDb.Native;
using Lake.DuckDb.Types;
using Lake.DuckDb.Vectors;

namespace Lake.DuckDb;

/// <summary>The outcome of a statement, to be read once, forward.</summary>
public sealed unsafe class DuckDbResult : IDisposable
{
    private readonly ConnectionHandle _connection;
    private readonly ResultHandle _handle;
    private readonly string _sql;
    private readonly CancellationToken _cancellationToken;

    internal DuckDbResult(ConnectionHandle connection, ResultHandle handle, string sql, CancellationToken cancellationToken)
    {
        _connection = connection;
        _handle = handle;
        _sql = sql;
        _cancellationToken = cancellationToken;
        StatementType = QueryExecution.StatementType(handle.Value);
        Kind = QueryExecution.ReturnType(handle.Value);
        Columns = ReadColumns(handle);
    }

    public DuckDbStatementType StatementType { get; }

    public DuckDbResultKind Kind { get; }

    /// <summary>A statement that changes rows has a column <c>Count</c>, one that gives nothing may have a column <c>Success</c>.</summary>
    public IReadOnlyList<DuckDbColumn> Columns { get; }

    /// <summary>Null unless <see cref="Kind"/> is <see cref="DuckDbResultKind.ChangedRows"/>.</summary>
    public long? RowsChanged => Kind == DuckDbResultKind.ChangedRows ? checked((long)QueryExecution.RowsChanged(_handle)) : null;

    /// <summary>The next rows, to be disposed by the caller; null at the end.</summary>
    /// <exception cref="DuckDbException">A streamed statement failed on the way.</exception>
    public DuckDbChunk? Fetch()
    {
        _cancellationToken.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(_handle.IsClosed, this);
        DataChunkHandle chunk;
        using (Interruption.On(_connection, _cancellationToken))
        {
            chunk = QueryExecution.FetchChunk(_handle.Value);
        }

        if (!chunk.IsInvalid)
        {
            return new DuckDbChunk(chunk, Columns);
        }

        chunk.Dispose();
        return Memory.Text(QueryExecution.ResultError(_handle)) is { Length: > 0 } message
            ? throw ErrorReader.Read(message, _sql, _cancellationToken)
            : null;
    }

    /// <summary>The rows that are left, each a new array. <see cref="DuckDbVector.GetValue"/> says of which classes the cells are.</summary>
    public IEnumerable<object?[]> Rows()
    {
        while (true)
        {
            using var chunk = Fetch();
            if (chunk is null)
            {
                yield break;
            }

            for (var row = 0; row < chunk.RowCount; row++)
            {
                yield return chunk.GetRow(row);
            }
        }
    }

    public void Dispose() => _handle.Dispose();

    private static DuckDbColumn[] ReadColumns(ResultHandle handle)
    {
        var columns = new DuckDbColumn[QueryExecution.ColumnCount(handle)];
        for (var i = 0; i < columns.Length; i++)
        {
            var name = Memory.Text(QueryExecution.ColumnName(handle, (ulong)i)) ?? "";
            columns[i] = new DuckDbColumn(name, TypeReader.Take(QueryExecution.ColumnLogicalType(handle, (ulong)i)));
        }

        return columns;
    }
}
