using System.Collections.Immutable;
using System.Globalization;
using Lake.DuckDb;
using Lake.Engines.DuckDb;
using Lake.Iceberg.Catalogs;
using Lake.Iceberg.Storage;
using Lake.Loader.Loading;
using Lake.Loader.Streams;
using Lake.Sql;
using Lake.Text;
using Lake.Yaml;

namespace Lake.Benchmarks;

/// <summary>
/// What exactly-once loading of a file costs more than raw DuckDB's <c>COPY</c> of the same file into Parquet, in the
/// same columns and types and both zstd. The loader also scans the file, adds its metadata columns, flushes and commits.
/// </summary>
internal static class LoadBenchmark
{
    private const int Rounds = 5;
    private const double Budget = 1.25;

    private static readonly (string Kind, string Columns)[] Formats =
    [
        ("parquet", ""),
        ("csv", "id: bigint, customer_id: bigint, created_at: timestamp, amount: double"),
        ("json", ""),
    ];

    public static int Run(string[] arguments) => RowsBenchmark.Run(arguments, Child, Compare);

    private static int Compare(string work, long rows)
    {
        Measures.Print($"preparing {rows:N0} rows …");
        using (var database = DuckDbDatabase.OpenInMemory())
        using (var connection = database.Connect())
        {
            connection.Execute(SourceSql(rows)).Dispose();
            foreach (var (kind, _) in Formats)
            {
                connection.Execute($"COPY source TO {SqlText.Literal(Source(work, kind))} (FORMAT {kind})").Dispose();
                connection.Execute($"COPY (FROM source LIMIT 1000) TO {SqlText.Literal(Source(work, kind, "small"))} (FORMAT {kind})").Dispose();
            }
        }

        var worst = 0.0;
        foreach (var (kind, _) in Formats)
        {
            var (raw, lake) = (new Measures($"COPY {kind}"), new Measures($"load {kind}"));
            for (var round = 0; round < Rounds; round++)
            {
                raw.Add(Measure.OfProcess("load", $"raw-{kind}", work));
                lake.Add(Measure.OfProcess("load", $"lake-{kind}", work));
            }

            worst = Math.Max(worst, Measures.PrintRatio(lake, raw, Budget));
        }

        return worst < Budget ? 0 : 1;
    }

    private static Measure Child(string kind, string work) => kind.Split('-') switch
    {
        ["raw", var format] => Copy(work, format),
        [_, var format] => Load(work, format),
        _ => throw new ArgumentException(kind),
    };

    private static Measure Copy(string work, string format)
    {
        using var database = DuckDbDatabase.OpenInMemory();
        using var connection = database.Connect();
        return Measure.Of(() => connection.Execute(
            $"COPY (SELECT * FROM {Read(work, format)}) TO {SqlText.Literal(Path.Combine(work, "raw-copy.parquet"))} (FORMAT parquet, COMPRESSION zstd)"));
    }

    private static string Read(string work, string format)
    {
        var file = SqlText.Literal(Source(work, format));
        const string Types = "{'id': 'BIGINT', 'customer_id': 'BIGINT', 'currency': 'VARCHAR', 'note': 'VARCHAR', 'created_at': 'TIMESTAMP', 'amount': 'DOUBLE'}";
        return format switch
        {
            "csv" => $"read_csv({file}, auto_detect = false, header = true, delim = ',', quote = '\"', escape = '\"', columns = {Types})",
            "json" => $"read_json({file}, format = 'newline_delimited', columns = {Types.Replace("TIMESTAMP", "VARCHAR", StringComparison.Ordinal)})",
            _ => $"read_parquet({file})",
        };
    }

    private static Measure Load(string work, string format)
    {
        var warehouse = Path.Combine(work, $"warehouse-{Guid.NewGuid():N}");
        Directory.CreateDirectory(warehouse);
        using var engine = new DuckDbEngine(new FileSystemCatalog(LocalPath.ToLocation(warehouse)));
        using var session = engine.OpenSession();
        var options = new LoadOptions(work);

        // A small load comes first, so that compiling the program does not count.
        var columns = Formats.First(f => f.Kind == format).Columns;
        var (small, streams) = (Streams(Yaml("small")), Streams(Yaml("source")));
        string Yaml(string name) => $"- {{name: {name}, path: {Path.GetFileName(Source(work, format, name))}, format: {format}, payload: false, columns: {{{columns}}}}}";
        StreamLoader.Load(small, session, options);
        var measure = Measure.Of(() =>
        {
            var result = StreamLoader.Load(streams, session, options).Single();
            return result is { Succeeded: true, Loaded: 1 } ? Nothing.Instance : throw new InvalidOperationException(string.Join('\n', result.Diagnostics));
        });
        Directory.Delete(warehouse, recursive: true);
        return measure;
    }

    private static ImmutableArray<StreamDefinition> Streams(string yaml) =>
        StreamDefinitionReader.Read(YamlDocument.Parse(new SourceFile("streams.yml", yaml)).Root).Streams;

    private static string Source(string work, string format, string name = "source") => Path.Combine(work, $"{name}.{(format == "json" ? "jsonl" : format)}");

    private static string SourceSql(long rows) => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        CREATE TABLE source AS
        SELECT i AS id, (hash(i) % 100000)::BIGINT AS customer_id, ['EUR', 'USD', 'JPY'][(hash(i + 2) % 3 + 1)::BIGINT] AS currency,
               'note ' || hash(i + 3) % 1000 AS note, TIMESTAMP '2025-01-01' + to_seconds((i * 3)::BIGINT) AS created_at,
               (hash(i + 1) % 100000) / 100.0 AS amount
        FROM range({rows}) t(i)
        """);
}
