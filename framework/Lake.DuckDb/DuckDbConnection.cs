using DuckDB.NET.Native;
using Lake.DuckDb.Errors;
using Lake.DuckDb.Native;
using Lake.DuckDb.Types;

namespace Lake.DuckDb;

/// <summary>
/// A connection, for one thread at a time; only <see cref="Interrupt"/> and <see cref="Progress"/> may be used from others.
/// </summary>
public sealed class DuckDbConnection : IDisposable
{
    private readonly DuckDBNativeConnection _handle;

    private DuckDbConnection(DuckDBNativeConnection handle) => _handle = handle;

    /// <summary>How far the running query is; null when none runs or it cannot say.</summary>
    public double? Progress => NativeMethods.Startup.DuckDBQueryProgress(_handle) is { Percentage: >= 0 } progress ? progress.Percentage : null;

    internal static DuckDbConnection Over(DuckDBNativeConnection handle)
    {
        var connection = new DuckDbConnection(handle);
        try
        {
            using var result = connection.Execute("SET errors_as_json = true");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Runs one or several statements and gives the last one's result, which is whole in memory.</summary>
    /// <exception cref="DuckDbException">The SQL is wrong, or failed. The statements before the failing one were run.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; the running statement was rolled back.</exception>
    public DuckDbResult Execute(string sql, CancellationToken cancellationToken = default) =>
        IsOne(sql) ? Query(sql, cancellationToken) : Run(sql, false, cancellationToken);

    /// <summary>
    /// As <see cref="Execute"/>, but the last statement's rows are computed while they are read. Dispose the result before
    /// the connection is used again.
    /// </summary>
    public DuckDbResult Stream(string sql, CancellationToken cancellationToken = default) => Run(sql, true, cancellationToken);

    /// <summary>Splits a text into statements without running any.</summary>
    public DuckDbScript Extract(string sql) => DuckDbScript.Of(_handle, sql);

    /// <summary>A single statement, to be run any number of times; its parameters are <c>?</c>, <c>$1</c> or <c>$name</c>.</summary>
    public DuckDbStatement Prepare(string sql) => DuckDbStatement.Of(_handle, sql);

    /// <summary>The tables that a query names, without asking whether they exist.</summary>
    /// <param name="sql">One query. Other statements, several at once and wrong SQL name no tables.</param>
    /// <param name="qualified">True for names as written, with schema and catalog, quoted where they must be.</param>
    public IReadOnlyList<string> GetTableNames(string sql, bool qualified)
    {
        using var list = MissingImports.GetTableNames(_handle, SqlBuffer.Checked(sql), qualified);
        if (list.IsInvalid)
        {
            return [];
        }

        var names = new string[MissingImports.ListSize(list)];
        for (var i = 0; i < names.Length; i++)
        {
            using var name = MissingImports.ListChild(list, (ulong)i);
            names[i] = NativeMethods.Value.DuckDBGetVarchar(name);
        }

        return names;
    }

    /// <summary>A fast way to insert rows into a table that exists.</summary>
    public DuckDbAppender OpenAppender(string table, string? schema = null, string? catalog = null) =>
        DuckDbAppender.To(_handle, catalog, schema, table);

    /// <summary>Makes a function known to SQL on all connections of the database.</summary>
    /// <param name="parameter">Of its one parameter: BIGINT, VARCHAR or BLOB.</param>
    public void Register(string name, DuckDbTypeId parameter, BytesToInteger body) => BytesFunction.Register(_handle, name, parameter, body);

    /// <summary>Makes a function known that adds a number of its own for each row to the UUID given, on all connections of the database.</summary>
    public void RegisterNumbering(string name) => NumberingFunction.Register(_handle, name);

    /// <summary>Makes the running statement fail with <see cref="DuckDbErrorType.Interrupt"/>.</summary>
    public void Interrupt() => NativeMethods.Startup.DuckDBInterrupt(_handle);

    public void Dispose() => _handle.Dispose();

    /// <summary>False also where the semicolon is part of a text.</summary>
    private static bool IsOne(string sql) => sql.AsSpan().TrimEnd("; \r\n\t").IndexOf(';') < 0;

    /// <summary>Not by way of a prepared statement: the library binds and plans one that reads files once more when it is executed.</summary>
    private DuckDbResult Query(string sql, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var result = new ResultHandle();
        try
        {
            DuckDBState state;
            using (Interruption.On(_handle, cancellationToken))
            {
                state = NativeMethods.Query.DuckDBQuery(_handle, SqlBuffer.Checked(sql), out result.Value);
            }

            if (state != DuckDBState.Success)
            {
                throw ErrorReader.Read(NativeMethods.Query.DuckDBResultError(ref result.Value), sql, cancellationToken);
            }

            var read = new DuckDbResult(_handle, result, sql, cancellationToken);
            return read.StatementType == DuckDbStatementType.Invalid ? throw Nothing() : read;
        }
        catch
        {
            result.Dispose();
            throw;
        }
    }

    private static DuckDbException Nothing() => new(DuckDbErrorType.Parser, "There is no statement to run.");

    private DuckDbResult Run(string sql, bool streaming, CancellationToken cancellationToken)
    {
        using var script = Extract(sql);
        for (var i = 0; i < script.Count - 1; i++)
        {
            using var statement = script.Prepare(i);
            using var result = statement.Execute(cancellationToken);
        }

        if (script.Count == 0)
        {
            throw Nothing();
        }

        using var last = script.Prepare(script.Count - 1);
        return streaming ? last.Stream(cancellationToken) : last.Execute(cancellationToken);
    }
}
