using Lake.Engines.DuckDb.Sessions;
using Lake.Engines.Tests;
using Lake.Iceberg.Catalogs;
using Lake.Iceberg.Storage;
using Lake.Testing;
using Lake.Text;
using Shouldly;

namespace Lake.Engines.DuckDb.Tests;

/// <summary>A lakehouse in a folder of its own.</summary>
public sealed class Lakehouse : IDisposable
{
    private readonly DuckDbEngineOptions _options;

    public Lakehouse(DuckDbEngineOptions? options = null)
    {
        // All tests are tests of pruning, too.
        _options = options ?? new DuckDbEngineOptions { Threads = 2, PrunedFrom = 2 };
        Engine = NewEngine();
        Session = Engine.OpenSession();
        Session.CreateSchema(null, _options.DefaultSchema);
    }

    public TemporaryFolder Folder { get; } = new();

    public IEngine Engine { get; }

    public IEngineSession Session { get; }

    public string Warehouse => Folder["warehouse"];

    public ICatalog NewCatalog() => new FileSystemCatalog(LocalPath.ToLocation(Warehouse));

    /// <summary>Another run: it knows nothing of what this one has read.</summary>
    public IEngine NewEngine() => new DuckDbEngine(NewCatalog(), _options);

    public long? Run(string sql) => Run(Session, sql);

    public static long? Run(IEngineSession session, string sql)
    {
        using var result = session.Execute(sql);
        return result.RowsAffected;
    }

    /// <summary>Rows as lines, cells parted by bars.</summary>
    public string Query(string sql) => Query(Session, sql);

    public static string Query(IEngineSession session, string sql)
    {
        using var result = session.Execute(sql);
        return string.Join('\n', result.Rows.Select(row => string.Join('|', row.Select(CellText.Of))));
    }

    /// <summary>The id of the diagnostic that refuses a statement.</summary>
    public string Fails(string sql) => Should.Throw<DiagnosticException>(() => Query(sql)).Diagnostic.Id;

    public IReadOnlyList<string> DataFiles() => Directory.Exists(Warehouse)
        ? [.. Directory.EnumerateFiles(Warehouse, "*.parquet", SearchOption.AllDirectories)]
        : [];

    public void Dispose()
    {
        Session.Dispose();
        Engine.Dispose();
        Folder.Dispose();
    }
}
