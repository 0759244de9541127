using Lake.DuckDb.Handles;
using Lake.DuckDb.Native;

namespace Lake.DuckDb;

/// <summary>A parsed text of any number of statements.</summary>
public sealed unsafe class DuckDbScript : IDisposable
{
    private readonly ConnectionHandle _connection;
    private readonly ExtractedStatementsHandle _handle;
    private readonly string _sql;

    private DuckDbScript(ConnectionHandle connection, ExtractedStatementsHandle handle, string sql, int count)
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
        var state = PreparedStatements.PrepareExtracted(_connection, _handle, (ulong)index, out var statement);
        return DuckDbStatement.Checked(_connection, statement, state, _sql);
    }

    public void Dispose() => _handle.Dispose();

    internal static DuckDbScript Of(ConnectionHandle connection, string sql)
    {
        var count = PreparedStatements.Extract(connection, SqlBuffer.Checked(sql), out var handle);
        if (count == 0 && Memory.Text(PreparedStatements.ExtractError(handle)) is { Length: > 0 } error)
        {
            handle.Dispose();
            throw ErrorReader.Read(error, sql);
        }

        return new DuckDbScript(connection, handle, sql, checked((int)count));
    }
}
