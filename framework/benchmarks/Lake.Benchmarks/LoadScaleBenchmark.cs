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

/// <summary>What loads of very many files, and of one very large file, take of time and memory.</summary>
internal static class LoadScaleBenchmark
{
    private const int UsualFiles = 100_000;
    private const int UsualGigabytes = 10;
    private const double MostMegabytes = 2048;

    /// <summary>Many CSV files of ten rows each.</summary>
    public static int RunFiles(string[] arguments) => Run("load-files", arguments, UsualFiles, (work, count) =>
    {
        for (var i = 0L; i < count; i++)
        {
            var folder = Path.Combine(work, "data", string.Create(CultureInfo.InvariantCulture, $"{i / 1000:0000}"));
            Directory.CreateDirectory(folder);
            File.WriteAllText(
                Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{i:000000}.csv")),
                "id,note,amount\n" + string.Concat(Enumerable.Range(0, 10).Select(row => string.Create(CultureInfo.InvariantCulture, $"{(i * 10) + row},note {row},{row}.50\n"))));
        }
    });

    /// <summary>One CSV file of so many gigabytes.</summary>
    public static int RunLarge(string[] arguments) => Run("load-large", arguments, UsualGigabytes, (work, gigabytes) =>
    {
        Directory.CreateDirectory(Path.Combine(work, "data"));
        using var database = DuckDbDatabase.OpenInMemory();
        using var connection = database.Connect();
        var rows = gigabytes * 20_000_000;
        connection.Execute(string.Create(
            CultureInfo.InvariantCulture,
            $"COPY (SELECT i AS id, 'note ' || hash(i) AS note, (hash(i + 1) % 100000) / 100.0 AS amount, TIMESTAMP '2025-01-01' + to_seconds(i % 100000000) AS at FROM range({rows}) t(i)) TO {SqlText.Literal(Path.Combine(work, "data", "large.csv"))} (FORMAT csv)")).Dispose();
    });

    private static int Run(string name, string[] arguments, long usual, Action<string, long> prepare)
    {
        if (arguments is ["--child", _, var folder])
        {
            Load(folder).Report();
            return 0;
        }

        var size = arguments is [var text] ? long.Parse(text, CultureInfo.InvariantCulture) : usual;
        var work = Directory.CreateTempSubdirectory("lake-benchmark-").FullName;
        try
        {
            prepare(work, size);
            var bytes = new DirectoryInfo(work).EnumerateFiles("*", SearchOption.AllDirectories).Sum(f => f.Length);
            var isWithin = true;
            foreach (var what in (string[])["load", "load again, nothing new"])
            {
                var measure = Measure.OfProcess(name, "load", work);
                Measures.Print($"{what,-25} {size:N0} of {bytes / 1e6:N0} MB   {measure.Milliseconds,9:N0} ms   {measure.ProcessorMilliseconds,9:N0} ms of processors   peak {measure.PeakMegabytes,6:N0} MB");
                isWithin &= measure.PeakMegabytes < MostMegabytes;
            }

            return isWithin ? 0 : 1;
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    private static Measure Load(string work)
    {
        using var engine = new DuckDbEngine(new FileSystemCatalog(LocalPath.ToLocation(Path.Combine(work, "warehouse"))));
        using var session = engine.OpenSession();
        const string Yaml = "- {name: t, path: 'data/**/*.csv', columns: {id: bigint, amount: double}}";
        var streams = StreamDefinitionReader.Read(YamlDocument.Parse(new SourceFile("streams.yml", Yaml)).Root).Streams;
        return Measure.Of(() =>
        {
            var result = StreamLoader.Load(streams, session, new LoadOptions(work)).Single();
            return result is { Succeeded: true, Rejected: 0 } ? Nothing.Instance : throw new InvalidOperationException(string.Join('\n', result.Diagnostics));
        });
    }
}
