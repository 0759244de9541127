using System.Collections.Immutable;
using Lake.Engines.DuckDb;
using Lake.Engines.DuckDb.Sessions;
using Lake.Iceberg.Catalogs;
using Lake.Iceberg.Evolution;
using Lake.Iceberg.Manifests;
using Lake.Iceberg.Names;
using Lake.Iceberg.Partitioning;
using Lake.Iceberg.Scans;
using Lake.Iceberg.Schemas;
using Lake.Iceberg.Storage;
using Lake.Iceberg.Transactions;
using Lake.Iceberg.Values;

namespace Lake.Benchmarks;

/// <summary>
/// What many files cost. A table of 100,000 files, of which only the metadata is there, is planned whole, planned for one of
/// 1,000 days, and appended to. Then a table of 10,000 real files is queried for one day, by its one file and by all of them.
/// </summary>
internal static class PlanningBenchmark
{
    private const int Files = 100_000;
    private const int Days = 1000;
    private const int RealFiles = 10_000;
    private const int Rounds = 5;

    private static readonly TableIdentifier Events = new("bench", "events");

    public static int Run()
    {
        var folder = Directory.CreateTempSubdirectory("lake-planning");
        try
        {
            Plan(LocalPath.ToLocation(Path.Combine(folder.FullName, "metadata")));
            Query(LocalPath.ToLocation(Path.Combine(folder.FullName, "real")));
            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Plan(string warehouse)
    {
        var catalog = new FileSystemCatalog(warehouse);
        catalog.CreateNamespace(Events.Namespace);
        var schema = new Schema(0, [new NestedField(1, "id", PrimitiveType.Long), new NestedField(2, "day", PrimitiveType.Date)]);
        var table = catalog.CreateTable(Events, new TableDefinition(schema) { PartitionedBy = [new PartitionBy("day", Transform.Identity)] });
        for (var commit = 0; commit < 20; commit++)
        {
            var transaction = table.NewTransaction();
            transaction.Append(Enumerable.Range(commit * Files / 20, Files / 20).Select(i => File(table, i)));
            table = transaction.Commit();
        }

        Measures.Print($"{Files:N0} files in {ManifestListReader.Read(table.Io, table.Metadata.CurrentSnapshot ?? throw new InvalidOperationException()).Length} manifests");
        Print("plan all", () => Load(warehouse).NewScan().PlanFiles().Length);
        Print("plan one day", () => Load(warehouse).NewScan().Where(ScanFilter.Column(2, ScanOperator.Equal, 500)).PlanFiles().Length);
        Print("append and commit", () =>
        {
            var current = Load(warehouse);
            var transaction = current.NewTransaction();
            transaction.Append([File(current, Random.Shared.Next(Files, int.MaxValue))]);
            return transaction.Commit().Metadata.Snapshots.Length;
        });
    }

    private static void Query(string warehouse)
    {
        Run(warehouse, int.MaxValue, $"CREATE SCHEMA bench; CREATE TABLE bench.real PARTITIONED BY (day) AS SELECT range AS id, range % {RealFiles} AS day FROM range({RealFiles * 10})");
        Print("query, one day", () => Run(warehouse, 16, "SELECT count(*) FROM bench.real WHERE day = 77"));
        Print("… by all files", () => Run(warehouse, int.MaxValue, "SELECT count(*) FROM bench.real WHERE day = 77"));
    }

    private static int Run(string warehouse, int prunedFrom, string sql)
    {
        using var engine = new DuckDbEngine(new FileSystemCatalog(warehouse), new DuckDbEngineOptions { PrunedFrom = prunedFrom });
        using var session = engine.OpenSession();
        session.ExecuteWhole(sql).Dispose();
        return session.LastReads.Sum(read => read.Opened);
    }

    private static Table Load(string warehouse) => new FileSystemCatalog(warehouse).LoadTable(Events);

    private static DataFile File(Table table, int number) => new()
    {
        Path = FormattableString.Invariant($"{table.DataLocation}/day={number % Days}/{number:000000}-0-{Guid.NewGuid()}.parquet"),
        RecordCount = 1000,
        FileSizeInBytes = 100_000,
        SpecId = table.Spec.SpecId,
        Partition = new PartitionTuple([number % Days]),
        Metrics = new ColumnMetrics
        {
            ValueCounts = Both(1000L),
            NullValueCounts = Both(0L),
            LowerBounds = Bounds(number * 1000L, number % Days),
            UpperBounds = Bounds((number * 1000L) + 999, number % Days),
        },
    };

    private static ImmutableSortedDictionary<int, long> Both(long count) => ImmutableSortedDictionary<int, long>.Empty.Add(1, count).Add(2, count);

    private static ImmutableSortedDictionary<int, byte[]> Bounds(long id, int day) => ImmutableSortedDictionary<int, byte[]>.Empty
        .Add(1, SingleValue.Encode(PrimitiveType.Long, id)).Add(2, SingleValue.Encode(PrimitiveType.Date, day));

    private static void Print(string what, Func<int> run)
    {
        var (result, runs) = (0, new List<Measure>());
        for (var round = 0; round <= Rounds; round++)
        {
            runs.Add(Measure.Of(() =>
            {
                result = run();
                return new MemoryStream();
            }));
        }

        // The first compiles.
        var median = runs.Skip(1).OrderBy(run => run.Milliseconds).ElementAt(Rounds / 2);
        Measures.Print($"{what,-18} {median.Milliseconds,8:N1} ms   {median.ProcessorMilliseconds,8:N1} ms of processors   {result:N0}");
    }
}
