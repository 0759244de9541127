using System.Globalization;
using Lake.DuckDb;
using Lake.Engines;
using Lake.Engines.DuckDb;
using Lake.Iceberg.Catalogs;
using Lake.Iceberg.Storage;
using Lake.Sql;

namespace Lake.Benchmarks;

/// <summary>
/// What an Iceberg table costs more than the bare file: <c>CREATE OR REPLACE TABLE … AS query</c> in a lake session
/// against raw DuckDB's <c>COPY (query) TO 'file'</c>, both zstd. Each run of 10 M rows has a process of its own, the two
/// kinds in turn, so that they share the machine's moods and each has its own peak of memory.
/// </summary>
internal static class TableModelBenchmark
{
    private const int Rounds = 5;
    private const int SmallRounds = 30;
    private const double RatioBudget = 1.15;
    private const double FixedBudget = 25;

    public static int Run(string[] arguments) => RowsBenchmark.Run(arguments, Child, Compare);

    private static int Compare(string work, long rows)
    {
        Measures.Print($"preparing {rows:N0} rows …");
        using (var database = DuckDbDatabase.OpenInMemory())
        using (var connection = database.Connect())
        using (connection.Execute(SourceSql(rows, SourceFile(work))))
        {
        }

        var (raw, lake) = (new Measures("raw COPY"), new Measures("lake table"));
        for (var round = 0; round < Rounds; round++)
        {
            raw.Add(Measure.OfProcess("table-model", "raw", work));
            lake.Add(Measure.OfProcess("table-model", "lake", work));
        }

        var ratio = Measures.PrintRatio(lake, raw, RatioBudget);

        var overhead = SmallTableOverhead(work);
        Measures.Print($"fixed       {overhead,8:N1} ms   for a table of one row, above its COPY (budget {FixedBudget} ms; medians of {SmallRounds})");
        return ratio < RatioBudget && overhead < FixedBudget ? 0 : 1;
    }

    private static double SmallTableOverhead(string work)
    {
        const string Query = "SELECT 1 AS id, 'one' AS name";
        using var database = DuckDbDatabase.OpenInMemory();
        using var connection = database.Connect();
        using var engine = OpenEngine(Path.Combine(work, "small"));
        using var session = OpenSession(engine);
        var (raw, lake) = (new Measures("raw COPY"), new Measures("lake table"));
        for (var round = 0; round < SmallRounds; round++)
        {
            raw.Add(Measure.Of(() => connection.Execute($"COPY ({Query}) TO {SqlText.Literal(Path.Combine(work, "small.parquet"))} (FORMAT parquet, COMPRESSION zstd)")));
            lake.Add(Measure.Of(() => session.Execute($"CREATE OR REPLACE TABLE lake.bench.small AS {Query}")));
        }

        return lake.Milliseconds - raw.Milliseconds;
    }

    private static Measure Child(string kind, string work)
    {
        var query = ModelSql(SourceFile(work));
        return kind == "raw" ? RunRaw(work, query) : RunLake(work, query);
    }

    private static Measure RunRaw(string work, string query)
    {
        using var database = DuckDbDatabase.OpenInMemory();
        using var connection = database.Connect();
        var file = SqlText.Literal(Path.Combine(work, "raw.parquet"));
        return Measure.Of(() => connection.Execute($"COPY ({query}) TO {file} (FORMAT parquet, COMPRESSION zstd)"));
    }

    private static Measure RunLake(string work, string query)
    {
        using var engine = OpenEngine(Path.Combine(work, "warehouse"));
        using var session = OpenSession(engine);
        return Measure.Of(() => session.Execute($"CREATE OR REPLACE TABLE lake.bench.model AS {query}"));
    }

    private static DuckDbEngine OpenEngine(string warehouse)
    {
        Directory.CreateDirectory(warehouse);
        return new DuckDbEngine(new FileSystemCatalog(LocalPath.ToLocation(warehouse)));
    }

    private static IEngineSession OpenSession(DuckDbEngine engine)
    {
        var session = engine.OpenSession();
        if (!session.SchemaExists(null, "bench"))
        {
            session.CreateSchema(null, "bench");
        }

        return session;
    }

    private static string SourceFile(string work) => Path.Combine(work, "source.parquet");

    public static string SourceSql(long rows, string file) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        COPY (
          SELECT i AS payment_id, (hash(i) % 100000)::BIGINT AS customer_id, (hash(i + 1) % 100000)::INTEGER AS amount_cents,
                 ['EUR', 'USD', 'JPY', 'GBP'][(hash(i + 2) % 4 + 1)::BIGINT] AS currency, 'note ' || hash(i + 3) % 1000 AS note,
                 TIMESTAMP '2025-01-01' + to_seconds((i * 3)::BIGINT) AS created_at
          FROM range({rows}) t(i)
        ) TO {SqlText.Literal(file)} (FORMAT parquet)
        """);

    private static string ModelSql(string file) =>
        $"""
        SELECT payment_id, customer_id, amount_cents / 100.0 AS amount, upper(currency) AS currency, note, created_at,
               created_at::DATE AS created_on, amount_cents > 50000 AS is_large
        FROM read_parquet({SqlText.Literal(file)})
        WHERE amount_cents <> 7
        """;
}
