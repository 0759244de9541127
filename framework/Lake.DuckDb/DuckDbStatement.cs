using DuckDB.NET.Native;
using Lake.DuckDb.Errors;
using Lake.DuckDb.Native;
using Lake.DuckDb.Types;
using Lake.DuckDb.Values;

namespace Lake.DuckDb;

/// <summary>A bound statement.</summary>
public sealed class DuckDbStatement : IDisposable
{
    private readonly DuckDBNativeConnection _connection;
    private readonly DuckDBPreparedStatement _handle;
    private readonly string _sql;

    private DuckDbStatement(DuckDBNativeConnection connection, DuckDBPreparedStatement handle, string sql)
    {
        _connection = connection;
        _handle = handle;
        _sql = sql;
    }

    public DuckDbStatementType StatementType => (DuckDbStatementType)MissingImports.StatementType(_handle);

    /// <summary>What it would return, known without running it.</summary>
    public IReadOnlyList<DuckDbColumn> Columns
    {
        get
        {
            var columns = new DuckDbColumn[MissingImports.ColumnCount(_handle)];
            for (var i = 0; i < columns.Length; i++)
            {
                var name = MissingImports.ColumnName(_handle, (ulong)i) ?? "";
                columns[i] = new DuckDbColumn(name, TypeReader.Take(MissingImports.ColumnLogicalType(_handle, (ulong)i)));
            }

            return columns;
        }
    }

    public int ParameterCount => checked((int)NativeMethods.PreparedStatements.DuckDBParams(_handle));

    /// <summary>Gives the parameters their values, in order; each execution uses those of the last call.</summary>
    public void Bind(params ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            BindAt(i + 1, values[i]);
        }
    }

    /// <summary>Gives the parameter <c>$name</c> its value.</summary>
    public void BindName(string name, object? value)
    {
        if (MissingImports.ParameterIndex(_handle, out var index, name) != DuckDBState.Success)
        {
            throw new DuckDbException(DuckDbErrorType.ParameterNotResolved, $"The statement has no parameter ${name}.");
        }

        BindAt(checked((long)index), value);
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
                Check(NativeMethods.PreparedStatements.DuckDBExecutePrepared(_handle, out result.Value), result, cancellationToken);
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
                Check(NativeMethods.PreparedStatements.DuckDBExecutePreparedStreaming(_handle, out result.Value), result, cancellationToken);
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

    internal static DuckDbStatement Of(DuckDBNativeConnection connection, string sql)
    {
        var state = NativeMethods.PreparedStatements.DuckDBPrepare(connection, SqlBuffer.Checked(sql), out var handle);
        return Checked(connection, handle, state, sql);
    }

    internal static DuckDbStatement Checked(DuckDBNativeConnection connection, DuckDBPreparedStatement handle, DuckDBState state, string sql)
    {
        if (state == DuckDBState.Success)
        {
            return new DuckDbStatement(connection, handle, sql);
        }

        using (handle)
        {
            throw ErrorReader.Read(NativeMethods.PreparedStatements.DuckDBPrepareError(handle), sql);
        }
    }

    private void BindAt(long index, object? value)
    {
        using var native = ValueWriter.Create(value);
        if (NativeMethods.PreparedStatements.DuckDBBindValue(_handle, index, native) != DuckDBState.Success)
        {
            throw ErrorReader.Read(NativeMethods.PreparedStatements.DuckDBPrepareError(_handle), _sql);
        }
    }

    private void Check(DuckDBState state, ResultHandle result, CancellationToken cancellationToken)
    {
        if (state != DuckDBState.Success)
        {
            throw ErrorReader.Read(NativeMethods.Query.DuckDBResultError(ref result.Value), _sql, cancellationToken);
        }
    }
}
