using Lake.Iceberg.Catalogs;
using Lake.Iceberg.Manifests;
using Lake.Iceberg.Names;
using Lake.Iceberg.Scans;
using Shouldly;
using Xunit;

namespace Lake.Engines.DuckDb.Tests;

/// <summary>The files that statements leave, as Iceberg's metadata describe them.</summary>
public class FileTests
{
    [Fact]
    public void Partition_values_of_files_are_those_of_the_specification()
    {
        using var lake = new Lakehouse();
        lake.Run("""
            create table t partitioned by (bucket(16, i), bucket(100, s), bucket(16, d), bucket(16, u), bucket(100, tz), truncate(10, i), truncate(2, s), truncate(50, d), day(tz), hour(ts), month(ts), year(day)) as
            select * from (values
              (34, 'iceberg', 14.20::decimal(9, 2), 'f79c3e09-677c-4bbd-a479-3f349cb785e7'::uuid, timestamptz '2017-11-16 22:31:08+00', timestamp '1969-12-31 23:59:59.999999', date '1900-01-01'),
              (-1, '日本', 0.01, null, null, timestamp '2017-12-01 10:12:55.038194', date '2017-12-01')) v(i, s, d, u, tz, ts, day)
            """.Replace("month(ts)", "void(ts)", StringComparison.Ordinal));
        var files = Files(lake, "t");
        foreach (var file in files)
        {
            var table = lake.NewCatalog().LoadTable(new TableIdentifier("main", "t"));
            file.SpecId.ShouldBe(table.Spec.SpecId);
        }

        files.Select(file => file.Partition.ToString()).ShouldBe(
            [
                "(8, 10, 11, null, null, -10, 日本, 0, null, 420034, null, 47)",
                "(3, 89, 3, 12, 7, 30, ic, 1400, 17486, -1, null, -70)",
            ],
            ignoreOrder: true);
    }

    [Fact]
    public void Statistics_of_files_get_into_manifests()
    {
        using var lake = new Lakehouse();
        lake.Run("create table t as select range as id, case when range % 10 = 0 then null else 'name' || range end as name, range / 2.0 as f from range(100)");
        var file = Files(lake, "t").ShouldHaveSingleItem();
        file.RecordCount.ShouldBe(100);
        file.FileSizeInBytes.ShouldBe(new FileInfo(file.Path["file://".Length..]).Length);
        file.Metrics.NullValueCounts[2].ShouldBe(10);
        BitConverter.ToInt64(file.Metrics.LowerBounds[1]).ShouldBe(0);
        BitConverter.ToInt64(file.Metrics.UpperBounds[1]).ShouldBe(99);
    }

    [Fact]
    public void A_large_output_is_split_at_the_size_that_the_table_asks_for()
    {
        using var lake = new Lakehouse();
        lake.Run("create table source as select range as id, md5(range::varchar) as text from range(400000)");
        lake.Run("create table t tblproperties ('write.target-file-size-bytes' = '2000000') as select * from source");
        Files(lake, "t").Count.ShouldBeGreaterThan(2);
        lake.Query("select count(*), count(distinct id) from t").ShouldBe("400000|400000");
        lake.Run("create table sorted tblproperties ('write.target-file-size-bytes' = '2000000') as select * from source order by text");
        Files(lake, "sorted").Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("merge-on-read", 1, 1)]
    [InlineData("copy-on-write", 1, 0)]
    public void Tables_say_how_rows_are_deleted(string mode, int dataFiles, int deleteFiles)
    {
        using var lake = new Lakehouse();
        lake.Run($"create table t tblproperties ('write.delete.mode' = '{mode}') as select range as id from range(10)");
        lake.Run("delete from t where id = 3");
        var tasks = lake.NewCatalog().LoadTable(new TableIdentifier("main", "t")).NewScan().PlanFiles();
        tasks.Length.ShouldBe(dataFiles);
        tasks.Sum(task => task.PositionDeletes.Length).ShouldBe(deleteFiles);
    }

    [Fact]
    public void Deleting_all_rows_of_a_file_writes_none()
    {
        using var lake = new Lakehouse();
        lake.Run("create table t partitioned by (k) as select range as id, range % 2 as k from range(10)");
        lake.Run("delete from t where k = 1");
        Files(lake, "t").ShouldHaveSingleItem().RecordCount.ShouldBe(5);
        lake.DataFiles().Count.ShouldBe(2);
    }

    private static List<DataFile> Files(Lakehouse lake, string table) =>
        [.. lake.NewCatalog().LoadTable(new TableIdentifier("main", table)).NewScan().PlanFiles().Select(task => task.File)];
}
