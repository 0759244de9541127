using System.Globalization;
using Lake.DuckDb;
using Lake.DuckDb.Errors;
using Lake.Engines.DuckDb.Errors;
using Lake.Engines.DuckDb.Text;
using Lake.Sql;
using Lake.Text;

namespace Lake.Engines.DuckDb.Connections;

/// <summary>The session's DuckDB: one instance in memory, one connection.</summary>
internal sealed class DuckGate : IDisposable
{
    private const string Threads = "threads";

    private readonly DuckDbDatabase _instance;
    private readonly DuckDbConnection _connection;

    private bool _choosesThreads;
    private bool _isSingle = true;

    /// <param name="settings">Where they give the number of threads, it stays so.</param>
    public DuckGate(IReadOnlyDictionary<string, string> settings)
    {
        _choosesThreads = !settings.Keys.Any(IsAboutThreads);
        settings = _choosesThreads ? new Dictionary<string, string>(settings) { [Threads] = "1" } : settings;
        try
        {
            _instance = DuckDbDatabase.OpenInMemory(settings);
        }
        catch (DuckDbException error)
        {
            throw EngineRules.SqlError.Error(null, error.Message, "check the settings of the target");
        }

        _connection = _instance.Connect();
        PartitionHash.Register(_connection);
        _connection.RegisterNumbering(SqlFunctions.RowId);
    }

    /// <summary>Of the statement that runs; set by the session before each.</summary>
    public CancellationToken Cancellation { get; set; }

    public double? Progress => _connection.Progress;

    /// <summary>One thread for the statements that follow when they have little to do, else one a processor.</summary>
    public void UseThreads(bool isLittle)
    {
        if (_choosesThreads && _isSingle != isLittle && Environment.ProcessorCount > 1)
        {
            Run(string.Create(CultureInfo.InvariantCulture, $"SET {Threads} = {(isLittle ? 1 : Environment.ProcessorCount)}"));
            _isSingle = isLittle;
        }
    }

    /// <summary>Settings with which the number stays as it is.</summary>
    public static bool IsAboutThreads(string setting) => setting.ToLowerInvariant() is Threads or "worker_threads" or "lock_configuration";

    /// <summary>The user has chosen the number.</summary>
    public void LeaveThreads() => _choosesThreads = false;

    /// <summary>A statement of our own. If it fails, the fault is in what the user wrote, or in the data.</summary>
    public void Run(string sql, string? schema = null)
    {
        if (schema is null)
        {
            Own(sql).Dispose();
            return;
        }

        var before = Query("SELECT current_database(), current_schema()")[0];
        Own($"USE {schema}").Dispose();
        try
        {
            Own(sql).Dispose();
        }
        finally
        {
            Own($"USE {SqlText.Identifier(before[0] as string, before[1] as string)}").Dispose();
        }
    }

    /// <summary>All rows of a query of our own.</summary>
    public List<object?[]> Query(string sql)
    {
        using var result = Own(sql);
        return [.. result.Rows().Select(CellValues.Row)];
    }

    /// <summary>All rows of a query that holds parts of the user's statement.</summary>
    public List<object?[]> Query(SqlComposer sql, TextSpan statement)
    {
        using var result = Execute(sql, statement);
        return [.. result.Rows().Select(CellValues.Row)];
    }

    public void Run(SqlComposer sql, TextSpan statement) => Execute(sql, statement).Dispose();

    /// <summary>Rows that are computed as they are read.</summary>
    public IQueryResult Stream(SqlComposer sql, TextSpan statement) => Result(sql, statement, _connection.Stream, Cancellation);

    /// <summary>Rows that are all computed first.</summary>
    public IQueryResult Whole(SqlComposer sql, TextSpan statement) => Result(sql, statement, _connection.Execute, Cancellation);

    public IReadOnlyList<RelationColumn> Describe(SqlComposer query, TextSpan statement)
    {
        try
        {
            using var prepared = _connection.Prepare(query.ToString());
            return [.. prepared.Columns.Select(column => new RelationColumn(column.Name, column.Type.ToString()))];
        }
        catch (DuckDbException error) when (error.Message.Contains("multiple statements", StringComparison.Ordinal))
        {
            // PIVOT without a list of values is two statements to DuckDB, of which the first looks for the values.
            return [.. Query(new SqlComposer(query.Source).Add("DESCRIBE ").Append(query), statement)
                .Select(row => new RelationColumn(row[0] as string ?? "", row[1] as string ?? ""))];
        }
        catch (DuckDbException error)
        {
            throw Translate(error, query, statement);
        }
    }

    private static DiagnosticException Translate(DuckDbException error, SqlComposer sql, TextSpan statement) =>
        new(ErrorTranslator.Translate(error, sql, statement), error);

    public void Dispose()
    {
        _connection.Dispose();
        _instance.Dispose();
    }

    private static StreamResult Result(SqlComposer sql, TextSpan statement, Func<string, CancellationToken, DuckDbResult> run, CancellationToken cancellation)
    {
        try
        {
            return new StreamResult(run(sql.ToString(), cancellation), error => Translate(error, sql, statement));
        }
        catch (DuckDbException error)
        {
            throw Translate(error, sql, statement);
        }
    }

    private DuckDbResult Execute(SqlComposer sql, TextSpan statement)
    {
        try
        {
            return _connection.Execute(sql.ToString(), Cancellation);
        }
        catch (DuckDbException error)
        {
            throw Translate(error, sql, statement);
        }
    }

    private DuckDbResult Own(string sql)
    {
        try
        {
            return _connection.Execute(sql, Cancellation);
        }
        catch (DuckDbException error)
        {
            throw Translate(error, SqlComposer.Own(sql), new TextSpan(0, sql.Length));
        }
    }
}
