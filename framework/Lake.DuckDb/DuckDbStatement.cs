using Lake.DuckDb.Handles;
using Lake.DuckDb.Native;
using Lake.DuckDb.Types;
using Lake.DuckDb.Values;

namespace Lake.DuckDb;

/// <summary>A bound statement.</summary>
public sealed unsafe class DuckDbStatement : IDisposable
{
    private readonly ConnectionHandle _connection;
    private readonly PreparedStatementHandle _handle;
    private readonly string _sql;

    private DuckDbStatement(ConnectionHandle connection, PreparedStatementHandle handle, string sql)
    {
        _connection = connection;
        _handle = handle;
        _sql = sql;
    }

    public DuckDbStatementType StatementType => PreparedStatements.StatementType(_handle);

    /// <summary>What it would return, known without running it.</summary>
    public IReadOnlyList<DuckDbColumn> Columns
    {
        get
        {
            var columns = new DuckDbColumn[PreparedStatements.ColumnCount(_handle)];
            for (var i = 0; i < columns.Length; i++)
            {
                var name = Memory.TakeText(PreparedStatements.ColumnName(_handle, (ulong)i)) ?? "";
                columns[i] = new DuckDbColumn(name, TypeReader.Take(PreparedStatements.ColumnLogicalType(_handle, (ulong)i)));
            }

            return columns;
        }
    }

    public int ParameterCount => checked((int)PreparedStatements.ParameterCount(_handle));

    /// <summary>Gives the parameters their values, in order; each execution uses those of the last call.</summary>
    public void Bind(params ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            BindAt((ulong)i + 1, values[i]);
        }
    }

    /// <summary>Gives the parameter <c>$name</c> its value.</summary>
    public void BindName(string name, object? value)
    {
        if (PreparedStatements.ParameterIndex(_handle, out var index, name) != NativeState.Success)
        {
            throw new DuckDbException(DuckDbErrorType.ParameterNotResolved, $"The statement has no parameter ${name}.");
        }

        BindAt(index, value);
    }

    /// <inheritdoc cref="DuckDbConnection.Execute"/>
    public DuckDbResult Execute(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var result = new ResultHandle();
        try
        {
            using (Interruption.On(_connection, cancellationToken))
            {
                Check(PreparedStatements.Execute(_handle, result), result, cancellationToken);
            }

            return new DuckDbResult(_connection, result, _sql, cancellationToken);
        }
        catch
        {
            result.Dispose();
            throw;
        }
    }

    /// <inheritdoc cref="DuckDbConnection.Stream"/>
    public DuckDbResult Stream(CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var result = new ResultHandle();
        try
        {
            using (Interruption.On(_connection, cancellationToken))
            {
                var state = PreparedStatements.PendingStreaming(_handle, out var pending);
                using (pending)
                {
                    if (state != NativeState.Success)
                    {
                        throw ErrorReader.Read(Memory.Text(PreparedStatements.PendingError(pending)), _sql, cancellationToken);
                    }

                    Check(PreparedStatements.ExecutePending(pending, result), result, cancellationToken);
                }
            }

            return new DuckDbResult(_connection, result, _sql, cancellationToken);
        }
        catch
        {
            result.Dispose();
            throw;
        }
    }

    public void Dispose() => _handle.Dispose();

    internal static DuckDbStatement Of(ConnectionHandle connection, string sql)
    {
        var state = PreparedStatements.Prepare(connection, SqlBuffer.Checked(sql), out var handle);
        return Checked(connection, handle, state, sql);
    }

    internal static DuckDbStatement Checked(ConnectionHandle connection, PreparedStatementHandle handle, NativeState state, string sql)
    {
        if (state == NativeState.Success)
        {
            return new DuckDbStatement(connection, handle, sql);
        }

        using (handle)
        {
            throw ErrorReader.Read(Memory.Text(PreparedStatements.PrepareError(handle)), sql);
        }
    }

    private void BindAt(ulong index, object? value)
    {
        using var native = ValueWriter.Create(value);
        if (PreparedStatements.Bind(_handle, index, native) != NativeState.Success)
        {
            throw ErrorReader.Read(Memory.Text(PreparedStatements.PrepareError(_handle)), _sql);
        }
    }

    private void Check(NativeState state, ResultHandle result, CancellationToken cancellationToken)
    {
        if (state != NativeState.Success)
        {
            throw ErrorReader.Read(Memory.Text(QueryExecution.ResultError(result)), _sql, cancellationToken);
        }
    }
}
