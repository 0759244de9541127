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

/// <summary>Registers many small Parquet files, and copies their rows, in the same run; then reads the registered table.</summary>
internal static class RegisterBenchmark
{
    private const int MostFiles = 10_000;

    public static int Run(string[] arguments)
    {
        var count = arguments is [var text] ? int.Parse(text, CultureInfo.InvariantCulture) : MostFiles;
        var work = Directory.CreateTempSubdirectory("lake-benchmark-").FullName;
        try
        {
            Prepare(work, count);
            foreach (var register in (string[])["true", "false"])
            {
                Load(work, register, count);
            }

            return 0;
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    private static void Prepare(string work, int count)
    {
        Directory.CreateDirectory(Path.Combine(work, "data"));
        var first = Path.Combine(work, "data", "00000.parquet");
        using var database = DuckDbDatabase.OpenInMemory();
        using var connection = database.Connect();
        connection.Execute(
            $"COPY (SELECT i AS id, 'note ' || i AS note, TIMESTAMP '2025-01-01' + to_seconds(i) AS at, i / 100.0 AS amount FROM range(1000) t(i)) TO {SqlText.Literal(first)} (FORMAT parquet)").Dispose();
        for (var i = 1; i < count; i++)
        {
            File.Copy(first, Path.Combine(work, "data", string.Create(CultureInfo.InvariantCulture, $"{i:00000}.parquet")));
        }
    }

    private static void Load(string work, string register, int count)
    {
        using var engine = new DuckDbEngine(new FileSystemCatalog(LocalPath.ToLocation(Path.Combine(work, $"warehouse-{register}"))));
        using var session = engine.OpenSession();
        var yaml = $"- {{name: t, path: 'data/*.parquet', register: {register}}}";
        var streams = StreamDefinitionReader.Read(YamlDocument.Parse(new SourceFile("streams.yml", yaml)).Root).Streams;
        Print($"load {count} files, register: {register}", () =>
        {
            var result = StreamLoader.Load(streams, session, new LoadOptions(work)).Single();
            return result.Succeeded && result.Loaded == count ? result.Rows : throw new InvalidOperationException(string.Join('\n', result.Diagnostics));
        });
        Print("load again, nothing new", () => StreamLoader.Load(streams, session, new LoadOptions(work)).Single().Rows);
        foreach (var query in (string[])["SELECT count(*) FROM raw.t WHERE amount > 5", "SELECT count(*) FROM raw.t WHERE amount > 5", "SELECT count(DISTINCT _source_file) FROM raw.t"])
        {
            Print(query, () =>
            {
                using var result = session.Execute(query);
                return (long)(result.Rows.First()[0] ?? 0L);
            });
        }
    }

    private static void Print(string what, Func<long> run)
    {
        var rows = 0L;
        var measure = Measure.Of(() =>
        {
            rows = run();
            return Nothing.Instance;
        });
        Measures.Print($"{what,-55} {measure.Milliseconds,8:N0} ms   {measure.ProcessorMilliseconds,8:N0} ms of processors   {rows:N0}");
    }
}
