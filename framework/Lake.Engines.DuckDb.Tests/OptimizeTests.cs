using System.Globalization;
using Lake.Engines.DuckDb.Tests.Pruning;
using Lake.Iceberg.Catalogs;
using Lake.Iceberg.Metadata;
using Lake.Iceberg.Names;
using Lake.Iceberg.Scans;
using Lake.Iceberg.Storage;
using Lake.Sql;
using Lake.Text;
using Shouldly;
using Xunit;

namespace Lake.Engines.DuckDb.Tests;

/// <summary>A table whose files are put together holds the same rows.</summary>
public class OptimizeTests
{
    private static readonly RelationName Name = new(null, "main", "t");

    [Theory]
    [InlineData("")]
    [InlineData("partitioned by (day)")]
    [InlineData("partitioned by (bucket(2, id)) tblproperties ('write.delete.mode' = 'merge-on-read', 'write.update.mode' = 'merge-on-read', 'write.merge.mode' = 'merge-on-read')")]
    [InlineData("tblproperties ('format-version' = '3')")]
    [InlineData("partitioned by (truncate(2, s)) tblproperties ('format-version' = '3')")]
    [InlineData("sorted by (n desc, id)")]
    public void The_rows_are_the_same_in_fewer_files(string properties)
    {
        for (var seed = 0; seed < 3; seed++)
        {
            using var lake = new Lakehouse();
            var random = new RandomTable(seed, properties);
            foreach (var statement in random.Making())
            {
                lake.Run(statement);
            }

            for (var i = 0; i < 4; i++)
            {
                lake.Run(random.Change().Replace("{t}", "t", StringComparison.Ordinal));
            }

            var (rows, before, ids) = (lake.Query("select * from t order by all"), Load(lake), RowIds(lake));
            lake.Session.Optimize(Name, new OptimizeRequest { IsDryRun = true, IsWhole = true }).Rewrites.ShouldNotBeEmpty();
            Load(lake).Metadata.CurrentSnapshotId.ShouldBe(before.Metadata.CurrentSnapshotId);
            var result = lake.Session.Optimize(Name, new OptimizeRequest { IsWhole = true, IsSorting = properties.StartsWith("sorted", StringComparison.Ordinal) });
            result.NewFiles.ShouldBeGreaterThan(0);
            lake.Query("select * from t order by all").ShouldBe(rows);
            var after = Load(lake);
            after.NewScan().PlanDeletes().ShouldBeEmpty();
            after.NewScan().PlanFiles().GroupBy(task => task.File.Partition).Max(files => files.Count()).ShouldBeLessThanOrEqualTo(2);
            after.Metadata.CurrentSnapshot?.Operation.ShouldBe(SnapshotOperation.Replace);
            RowIds(lake).ShouldBe(ids);
            lake.Session.Optimize(Name, new OptimizeRequest()).Rewrites.ShouldBeEmpty();

            // What comes afterwards is put upon the new files.
            for (var i = 0; i < 3; i++)
            {
                var change = random.Change();
                lake.Run("create or replace temp table o as select * from t");
                lake.Run(change.Replace("{t}", "o", StringComparison.Ordinal));
                lake.Run(change.Replace("{t}", "t", StringComparison.Ordinal));
                lake.Query("select * from t order by all").ShouldBe(lake.Query("select * from o order by all"), change);
            }

            using var session = lake.NewEngine().OpenSession();
            Lakehouse.Query(session, "select * from t order by all").ShouldBe(lake.Query("select * from t order by all"));
        }
    }

    [Fact]
    public void Few_files_large_files_and_files_with_few_deletes_stay()
    {
        using var lake = new Lakehouse();
        lake.Run("create table t (id bigint, pad varchar) tblproperties ('write.delete.mode' = 'merge-on-read')");
        for (var i = 0; i < 4; i++)
        {
            lake.Run($"insert into t select range, md5(range::varchar) from range({i * 1000}, {(i + 1) * 1000})");
        }

        lake.Run("delete from t where id < 10");
        lake.Session.Optimize(Name, new OptimizeRequest()).Rewrites.ShouldBeEmpty();
        var rewrite = lake.Session.Optimize(Name, new OptimizeRequest { DeletedShare = 0.01, LeastFiles = 50, TargetBytes = 1000 }).Rewrites.ShouldHaveSingleItem();
        (rewrite.Files, rewrite.DeletedRows).ShouldBe((1, 10));
        lake.Session.Optimize(Name, new OptimizeRequest { TargetBytes = 20_000 }).Rewrites.ShouldBeEmpty();
        lake.Session.Optimize(Name, new OptimizeRequest { LeastFiles = 4 }).NewFiles.ShouldBe(1);
        lake.Query("select count(*), min(id), max(id) from t").ShouldBe("3990|10|3999");
    }

    [Fact]
    public void Deletes_of_nothing_go()
    {
        using var lake = new Lakehouse();
        lake.Run("create table t (id bigint, k bigint) partitioned by (k) tblproperties ('write.delete.mode' = 'merge-on-read')");
        lake.Run("insert into t select range, 1 from range(1000); insert into t select range, 1 from range(1000, 2000)");
        lake.Run("delete from t where id in (5, 1005)");
        var table = Load(lake);
        var one = table.NewScan().PlanFiles()[0].File;
        var transaction = Lake.Iceberg.Transactions.TransactionExtensions.NewTransaction(table);
        transaction.Change(new Lake.Iceberg.Transactions.RowChange { RemovedFiles = [.. table.NewScan().PlanFiles().Select(task => task.File)] });
        transaction.Commit();
        one.RecordCount.ShouldBe(1000);
        Load(lake).NewScan().PlanDeletes().ShouldHaveSingleItem();
        lake.Session.Optimize(Name, new OptimizeRequest()).RemovedDeletes.ShouldBe(1);
        Load(lake).NewScan().PlanDeletes().ShouldBeEmpty();
    }

    [Fact]
    public void Writers_that_come_between_are_not_lost()
    {
        using var lake = new Lakehouse();
        lake.Run("create table t (id bigint, v bigint) tblproperties ('write.delete.mode' = 'merge-on-read', 'write.update.mode' = 'merge-on-read')");
        for (var i = 0; i < 8; i++)
        {
            lake.Run($"insert into t select range, 0 from range({i * 1000}, {(i + 1) * 1000})");
        }

        Parallel.For(0, 3, new ParallelOptions { MaxDegreeOfParallelism = 3 }, worker =>
        {
            using var engine = lake.NewEngine();
            using var session = engine.OpenSession();
            for (var i = 0; i < 6; i++)
            {
                if (worker == 0)
                {
                    session.Optimize(Name, new OptimizeRequest { IsWhole = i % 2 == 0, LeastFiles = 2, DeletedShare = 0.0001 });
                }
                else
                {
                    Lakehouse.Run(session, worker == 1
                        ? $"delete from t where id = {i * 100}"
                        : string.Create(CultureInfo.InvariantCulture, $"insert into t values ({10_000 + i}, 1)"));
                }
            }
        });

        using var last = lake.NewEngine().OpenSession();
        Lakehouse.Query(last, "select count(*), count(distinct id), sum(v) from t").ShouldBe("8000|8000|6");
        Lakehouse.Query(last, "select count(*) from t where id in (0, 100, 200, 300, 400, 500)").ShouldBe("0");
    }

    [Fact]
    public void What_cannot_be_optimized_is_told()
    {
        using var lake = new Lakehouse();
        lake.Run("create table t as select 1 as a; create view v as select * from t");
        Refused(new RelationName(null, "main", "v"), new OptimizeRequest()).ShouldContain("is a view");
        Refused(new RelationName(null, "main", "tt"), new OptimizeRequest()).ShouldContain("There is no table");
        Refused(Name, new OptimizeRequest { IsSorting = true }).ShouldContain("no sort order");
        lake.Session.Begin();
        Refused(Name, new OptimizeRequest()).ShouldContain("within a transaction");
        lake.Session.Rollback();
        lake.Session.Optimize(Name, new OptimizeRequest()).IsEmpty.ShouldBeTrue();

        string Refused(RelationName name, OptimizeRequest request) =>
            Should.Throw<DiagnosticException>(() => lake.Session.Optimize(name, request)).Diagnostic.Message;
    }

    private static Table Load(Lakehouse lake) => lake.NewCatalog().LoadTable(new TableIdentifier("main", "t"));

    /// <summary>The number of each row with its key, where rows have numbers; as a reader of the format finds them.</summary>
    private static List<string> RowIds(Lakehouse lake)
    {
        var table = Load(lake);
        var found = new List<string>();
        foreach (var task in table.Metadata.FormatVersion < 3 ? [] : table.NewScan().PlanFiles())
        {
            var path = SqlText.Literal(LocalPath.TryFromLocation(task.File.Path) ?? "");
            var columns = "schema = MAP {1: {name: 'id', type: 'BIGINT', default_value: NULL}, 2147483540: {name: 'given', type: 'BIGINT', default_value: NULL}, 2147483539: {name: 'version', type: 'BIGINT', default_value: NULL}}";
            var gone = task.PositionDeletes.SelectMany(file => Lake.Iceberg.Puffin.DeletionVector.Read(table.Io, file)).ToHashSet();
            var rows = lake.Query(string.Create(
                CultureInfo.InvariantCulture,
                $"select file_row_number, coalesce(given, {task.File.FirstRowId} + file_row_number) || ' ' || coalesce(version, {task.DataSequenceNumber}) || ' ' || coalesce(id::varchar, '') from read_parquet({path}, {columns}, file_row_number = true)"));
            found.AddRange(rows.Split('\n').Select(row => row.Split('|')).Where(row => !gone.Contains(long.Parse(row[0], CultureInfo.InvariantCulture))).Select(row => row[1]));
        }

        found.Sort(StringComparer.Ordinal);
        return found;
    }
}
