using System.Globalization;
using Lake.Engines.DuckDb;
using Lake.Iceberg.Catalogs;
using Lake.Iceberg.Storage;
using Lake.Runner.Fusing;
using Lake.Sql;

namespace Lake.Benchmarks;

/// <summary>The tests of one table in one statement against a query a test, both counting failures of the same twelve tests.</summary>
internal static class FusedTestsBenchmark
{
    private const string Table = "\"lake\".\"bench\".\"payments\"";
    private const int Rounds = 5;

    public static int Run(string[] arguments)
    {
        var rows = arguments is [var count, ..] ? long.Parse(count, CultureInfo.InvariantCulture) : 2_000_000;
        var work = Directory.CreateTempSubdirectory("lake-bench-").FullName;
        try
        {
            using var engine = new DuckDbEngine(new FileSystemCatalog(LocalPath.ToLocation(work)));
            using var session = engine.OpenSession();
            session.CreateSchema(null, "bench");
            var file = Path.Combine(work, "source.parquet");
            session.Execute(TableModelBenchmark.SourceSql(rows, file)).Dispose();
            session.Execute($"create table {Table} as select * from read_parquet({SqlText.Literal(file)})").Dispose();
            var queries = Queries();
            var (apart, fused) = (new Measures("apart"), new Measures("fused"));
            for (var round = 0; round < Rounds; round++)
            {
                apart.Add(Measure.Of(() =>
                {
                    foreach (var query in queries)
                    {
                        using var result = session.Execute($"select count(*) from ({query}) t");
                        _ = result.Rows.First();
                    }

                    return new MemoryStream();
                }));
                fused.Add(Measure.Of(() =>
                {
                    using var result = session.Execute(FusedQuery.Of(Table, [.. queries]));
                    _ = result.Rows.First();
                    return new MemoryStream();
                }));
            }

            return Measures.PrintRatio(fused, apart, 1) < 1 ? 0 : 1;
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    /// <summary>As the built-in tests compile.</summary>
    private static List<string> Queries()
    {
        string[] columns = ["payment_id", "customer_id", "amount_cents", "currency", "note", "created_at"];
        return
        [
            .. columns.Select(c => $"select {c} from {Table} where {c} is null"),
            $"select payment_id as unique_field, count(*) as n_records from {Table} where payment_id is not null group by payment_id having count(*) > 1",
            Accepted("currency", "'EUR','USD','JPY','GBP'"),
            $"select * from {Table} where amount_cents < 0",
            $"select * from {Table} where created_at < timestamp '2020-01-01'",
            $"select * from {Table} where length(note) > 100",
            $"select * from {Table} where customer_id >= 100000",
        ];
    }

    private static string Accepted(string column, string values) =>
        $"with all_values as ( select {column} as value_field, count(*) as n_records from {Table} group by {column} ) select * from all_values where value_field not in ( {values} )";
}
