using Lake.DuckDb;
using Lake.Engines.DuckDb;
using Lake.Iceberg.Catalogs;
using Lake.Iceberg.Storage;
using Lake.Sql;

namespace Lake.Benchmarks;

/// <summary>
/// What changing rows costs more than finding them: <c>MERGE</c> of a source that holds 1 % of a table's rows, spread
/// all over it, against raw DuckDB's join of the same two, which tells the changed rows' places. Each run has a process
/// of its own, and each merge a fresh table. A small merge comes before the measured one, so that compiling the program
/// does not count.
/// </summary>
internal static class MergeBenchmark
{
    private const int Rounds = 5;
    private const double Budget = 3;

    public static int Run(string[] arguments) => RowsBenchmark.Run(arguments, Child, Compare);

    private static int Compare(string work, long rows)
    {
        Measures.Print($"preparing {rows:N0} rows …");
        using (var database = DuckDbDatabase.OpenInMemory())
        using (var connection = database.Connect())
        using (connection.Execute(TableModelBenchmark.SourceSql(rows, All(work))))
        using (connection.Execute($"COPY (SELECT * REPLACE (amount_cents + 1 AS amount_cents) FROM read_parquet({SqlText.Literal(All(work))}) WHERE hash(payment_id) % 100 = 0) TO {SqlText.Literal(Changed(work))} (FORMAT parquet)"))
        {
        }

        var (raw, lake) = (new Measures("raw join"), new Measures("lake MERGE"));
        for (var round = 0; round < Rounds; round++)
        {
            Measure.OfProcess("merge", "prepare", work);
            raw.Add(Measure.OfProcess("merge", "raw", work));
            lake.Add(Measure.OfProcess("merge", "lake", work));
        }

        return Measures.PrintRatio(lake, raw, Budget) < Budget ? 0 : 1;
    }

    private static Measure Child(string kind, string work) => kind switch
    {
        "raw" => Join(work),
        "prepare" => Lake(work, "CREATE SCHEMA IF NOT EXISTS bench; DROP TABLE IF EXISTS bench.payments", $"CREATE TABLE bench.payments AS FROM read_parquet({SqlText.Literal(All(work))})"),
        _ => Lake(
            work,
            $"CREATE OR REPLACE TABLE bench.small AS FROM read_parquet({SqlText.Literal(Changed(work))}); {Merge("bench.small", work)}",
            Merge("bench.payments", work)),
    };

    private static Measure Join(string work)
    {
        using var database = DuckDbDatabase.OpenInMemory();
        using var connection = database.Connect();
        return Measure.Of(() => connection.Execute(
            $"""
            CREATE TEMP TABLE found AS
            SELECT t.file_row_number, s.* FROM read_parquet({SqlText.Literal(Path.Combine(Warehouse(work), "bench", "payments", "data", "*.parquet"))}, file_row_number = true) AS t
            RIGHT JOIN read_parquet({SqlText.Literal(Changed(work))}) AS s ON t.payment_id = s.payment_id
            """));
    }

    private static string Merge(string table, string work) =>
        $"""
        MERGE INTO {table} AS t USING read_parquet({SqlText.Literal(Changed(work))}) AS s ON t.payment_id = s.payment_id
        WHEN MATCHED THEN UPDATE SET * WHEN NOT MATCHED THEN INSERT *
        """;

    private static Measure Lake(string work, string before, string measured)
    {
        using var engine = new DuckDbEngine(new FileSystemCatalog(LocalPath.ToLocation(Warehouse(work))));
        using var session = engine.OpenSession();
        session.Execute(before).Dispose();
        return Measure.Of(() => session.Execute(measured));
    }

    private static string Warehouse(string work) => Path.Combine(work, "warehouse");

    private static string All(string work) => Path.Combine(work, "all.parquet");

    private static string Changed(string work) => Path.Combine(work, "changed.parquet");
}
