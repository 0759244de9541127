using DuckDB.NET.Native;
using Lake.DuckDb.Errors;

namespace Lake.DuckDb;

/// <summary>A parsed text of any number of statements.</summary>
public sealed class DuckDbScript : IDisposable
{
    private readonly DuckDBNativeConnection _connection;
    private readonly DuckDBExtractedStatements _handle;
    private readonly string _sql;

    private DuckDbScript(DuckDBNativeConnection connection, DuckDBExtractedStatements handle, string sql, int count)
    {
        _connection = connection;
        _handle = handle;
        _sql = sql;
        Count = count;
    }

    public int Count { get; }

    /// <summary>Binds one statement. Names in it must exist by now, so run each before preparing the next.</summary>
    public DuckDbStatement Prepare(int index)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
        var state = NativeMethods.ExtractStatements.DuckDBPrepareExtractedStatement(_connection, _handle, index, out var statement);
        return DuckDbStatement.Checked(_connection, statement, state, _sql);
    }

    public void Dispose() => _handle.Dispose();

    internal static DuckDbScript Of(DuckDBNativeConnection connection, string sql)
    {
        var count = NativeMethods.ExtractStatements.DuckDBExtractStatements(connection, SqlBuffer.Checked(sql), out var handle);
        if (count == 0 && NativeMethods.ExtractStatements.DuckDBExtractStatementsError(handle) is { Length: > 0 } error)
        {
            handle.Dispose();
            throw ErrorReader.Read(error, sql);
        }

        return new DuckDbScript(connection, handle, sql, count);
    }
}
