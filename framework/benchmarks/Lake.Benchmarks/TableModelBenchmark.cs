using System.Diagnostics;
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

    /// <param name="arguments">The number of rows, 10 million when absent; the benchmark calls itself with more.</param>
    public static int Run(string[] arguments)
    {
        if (arguments is ["--child", var kind, var folder])
        {
            return RunChild(kind, folder);
        }

        var rows = arguments is [var text] ? long.Parse(text, CultureInfo.InvariantCulture) : 10_000_000;
        var work = Directory.CreateTempSubdirectory("lake-benchmark-").FullName;
        try
        {
            return Compare(work, rows);
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    private static int Compare(string work, long rows)
    {
        Print($"preparing {rows:N0} rows …");
        using (var database = DuckDbDatabase.OpenInMemory())
        using (var connection = database.Connect())
        using (connection.Execute(SourceSql(rows, SourceFile(work))))
        {
        }

        var (raw, lake) = (new List<Measure>(), new List<Measure>());
        for (var round = 0; round < Rounds; round++)
        {
            raw.Add(RunProcess("raw", work));
            lake.Add(RunProcess("lake", work));
        }

        var ratio = Median(lake, m => m.Milliseconds) / Median(raw, m => m.Milliseconds);
        Print("raw COPY", raw);
        Print("lake table", lake);
        var processor = Median(lake, m => m.ProcessorMilliseconds) / Median(raw, m => m.ProcessorMilliseconds);
        Print($"ratio       {ratio,8:N3}      of processor time {processor:N3}      (budget {RatioBudget}; medians of {Rounds})");

        var overhead = SmallTableOverhead(work);
        Print($"fixed       {overhead,8:N1} ms   for a table of one row, above its COPY (budget {FixedBudget} ms; medians of {SmallRounds})");
        return ratio < RatioBudget && overhead < FixedBudget ? 0 : 1;
    }

    private static double SmallTableOverhead(string work)
    {
        const string Query = "SELECT 1 AS id, 'one' AS name";
        using var database = DuckDbDatabase.OpenInMemory();
        using var connection = database.Connect();
        using var engine = OpenEngine(Path.Combine(work, "small"));
        using var session = OpenSession(engine);
        var (raw, lake) = (new List<Measure>(), new List<Measure>());
        for (var round = 0; round < SmallRounds; round++)
        {
            raw.Add(Timed(() => connection.Execute($"COPY ({Query}) TO {SqlText.Literal(Path.Combine(work, "small.parquet"))} (FORMAT parquet, COMPRESSION zstd)")));
            lake.Add(Timed(() => session.Execute($"CREATE OR REPLACE TABLE lake.bench.small AS {Query}")));
        }

        return Median(lake, m => m.Milliseconds) - Median(raw, m => m.Milliseconds);
    }

    private static int RunChild(string kind, string work)
    {
        var query = ModelSql(SourceFile(work));
        var measure = kind == "raw" ? RunRaw(work, query) : RunLake(work, query);
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{measure.Milliseconds} {measure.ProcessorMilliseconds} {PeakMegabytes()}"));
        return 0;
    }

    private static Measure RunRaw(string work, string query)
    {
        using var database = DuckDbDatabase.OpenInMemory();
        using var connection = database.Connect();
        var file = SqlText.Literal(Path.Combine(work, "raw.parquet"));
        return Timed(() => connection.Execute($"COPY ({query}) TO {file} (FORMAT parquet, COMPRESSION zstd)"));
    }

    private static Measure RunLake(string work, string query)
    {
        using var engine = OpenEngine(Path.Combine(work, "warehouse"));
        using var session = OpenSession(engine);
        return Timed(() => session.Execute($"CREATE OR REPLACE TABLE lake.bench.model AS {query}"));
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

    private static Measure Timed(Func<IDisposable> run)
    {
        var before = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        run().Dispose();
        return new Measure(watch.Elapsed.TotalMilliseconds, (Environment.CpuUsage.TotalTime - before).TotalMilliseconds, 0);
    }

    private static Measure RunProcess(string kind, string work)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath ?? "dotnet") { RedirectStandardOutput = true };
        foreach (var argument in (string[])["table-model", "--child", kind, work])
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException("The measured process did not start.");
        var numbers = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            && numbers.Split(' ').Select(text => double.Parse(text, CultureInfo.InvariantCulture)).ToList() is [var elapsed, var processor, var peak]
            ? new Measure(elapsed, processor, peak)
            : throw new InvalidOperationException($"The {kind} run ended with {process.ExitCode}.");
    }

    private static double Median(List<Measure> measures, Func<Measure, double> select) =>
        measures.Select(select).Order().ElementAt(measures.Count / 2);

    private static double PeakMegabytes()
    {
        using var process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64 / 1048576.0;
    }

    private static string SourceFile(string work) => Path.Combine(work, "source.parquet");

    private static string SourceSql(long rows, string file) => string.Create(
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

    private static void Print(string name, List<Measure> measures) => Print(
        $"{name,-11} {Median(measures, m => m.Milliseconds),8:N0} ms   {Median(measures, m => m.ProcessorMilliseconds),8:N0} ms of processors   peak {Median(measures, m => m.PeakMegabytes),6:N0} MB");

    private static void Print(FormattableString line) => Console.Out.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private sealed record Measure(double Milliseconds, double ProcessorMilliseconds, double PeakMegabytes);
}
