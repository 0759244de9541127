using DuckDB.NET.Native;
using Lake.DuckDb.Errors;
using Lake.DuckDb.Native;
using Lake.DuckDb.Types;
using Lake.DuckDb.Vectors;

namespace Lake.DuckDb;

/// <summary>The outcome of a statement, to be read once, forward.</summary>
public sealed class DuckDbResult : IDisposable
{
    private readonly DuckDBNativeConnection _connection;
    private readonly ResultHandle _handle;
    private readonly string _sql;
    private readonly CancellationToken _cancellationToken;

    internal DuckDbResult(DuckDBNativeConnection connection, ResultHandle handle, string sql, CancellationToken cancellationToken)
    {
        _connection = connection;
        _handle = handle;
        _sql = sql;
        _cancellationToken = cancellationToken;
        StatementType = (DuckDbStatementType)NativeMethods.Query.DuckDBResultStatementType(handle.Value);
        Kind = (DuckDbResultKind)NativeMethods.Query.DuckDBResultReturnType(handle.Value);
        Columns = ReadColumns(handle);
    }

    public DuckDbStatementType StatementType { get; }

    public DuckDbResultKind Kind { get; }

    /// <summary>A statement that changes rows has a column <c>Count</c>, one that gives nothing may have a column <c>Success</c>.</summary>
    public IReadOnlyList<DuckDbColumn> Columns { get; }

    /// <summary>Null unless <see cref="Kind"/> is <see cref="DuckDbResultKind.ChangedRows"/>.</summary>
    public long? RowsChanged => Kind == DuckDbResultKind.ChangedRows ? NativeMethods.Query.DuckDBRowsChanged(ref _handle.Value) : null;

    /// <summary>The next rows, to be disposed by the caller; null at the end.</summary>
    /// <exception cref="DuckDbException">A streamed statement failed on the way.</exception>
    public DuckDbChunk? Fetch()
    {
        _cancellationToken.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(_handle.IsClosed, this);
        DuckDBDataChunk chunk;
        using (Interruption.On(_connection, _cancellationToken))
        {
            chunk = NativeMethods.Query.DuckDBFetchChunk(_handle.Value);
        }

        if (!chunk.IsInvalid)
        {
            return new DuckDbChunk(chunk, Columns);
        }

        chunk.Dispose();
        return NativeMethods.Query.DuckDBResultError(ref _handle.Value) is { Length: > 0 } message
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
        var columns = new DuckDbColumn[NativeMethods.Query.DuckDBColumnCount(ref handle.Value)];
        for (var i = 0; i < columns.Length; i++)
        {
            var name = NativeMethods.Query.DuckDBColumnName(ref handle.Value, i);
            columns[i] = new DuckDbColumn(name, TypeReader.Take(NativeMethods.Query.DuckDBColumnLogicalType(ref handle.Value, i)));
        }

        return columns;
    }
}
