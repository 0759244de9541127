using Lake.Iceberg.Catalogs;
using Lake.Iceberg.Names;
using Lake.Iceberg.Scans;
using Shouldly;
using Xunit;

namespace Lake.Engines.DuckDb.Tests;

/// <summary>Tables of format 3: deletion vectors, numbered rows, defaults, nanoseconds, variants.</summary>
public sealed class FormatThreeTests : IDisposable
{
    private const string Three = "tblproperties ('format-version' = '3')";
    private readonly Lakehouse _lake = new();

    [Fact]
    public void Changed_rows_are_marked_in_one_vector_a_file()
    {
        _lake.Run($"create table t {Three} as select i as id, i % 3 as g from range(10) t(i)");
        _lake.Run("delete from t where id = 3");
        _lake.Run("update t set g = 9 where id in (4, 5)");
        _lake.Run("merge into t using (values (6), (20)) s(id) on t.id = s.id when matched then delete when not matched then insert values (s.id, 7)");
        _lake.Query("select id, g from t order by id").ShouldBe("0|0\n1|1\n2|2\n4|9\n5|9\n7|1\n8|2\n9|0\n20|7");
        var first = Tasks().First();
        first.File.RecordCount.ShouldBe(10);
        first.PositionDeletes.ShouldHaveSingleItem().RecordCount.ShouldBe(4);
        Tasks().Select(t => t.File.FirstRowId).ShouldBeUnique();
        _lake.Run("delete from t where id < 10");
        _lake.Query("select id from t").ShouldBe("20");
        Tasks().Count().ShouldBe(1);
    }

    [Fact]
    public void Deletes_of_before_the_upgrade_count_in_the_vector()
    {
        _lake.Run("create table t tblproperties ('write.delete.mode' = 'merge-on-read') as select i as id from range(10) t(i)");
        _lake.Run("delete from t where id in (1, 2)");
        _lake.Run("alter table t set tblproperties ('format-version' = '3')");
        _lake.Run("delete from t where id = 7");
        _lake.Query("select count(*), sum(id) from t").ShouldBe("7|35");
        Tasks().Single().PositionDeletes.ShouldHaveSingleItem().IsDeletionVector.ShouldBeTrue();
    }

    [Fact]
    public void Nanoseconds_are_kept()
    {
        _lake.Run($"create table t {Three} as select timestamp_ns '2024-05-01 10:00:00.123456789' as ts, 1 as id");
        _lake.Query("select ts::varchar from t where ts = timestamp_ns '2024-05-01 10:00:00.123456789'").ShouldBe("2024-05-01 10:00:00.123456789");
        _lake.NewCatalog().LoadTable(new TableIdentifier("main", "t")).Schema.Find("ts").ShouldNotBeNull().Type.ToString().ShouldBe("timestamp_ns");
        _lake.Run("delete from t where id = 1");
        _lake.Query("select count(*) from t").ShouldBe("0");
    }

    [Fact]
    public void Columns_get_the_types_of_the_format()
    {
        _lake.Run($"create table t {Three} as select date '2024-05-01' as d, 1 as id");
        _lake.Run("alter table t add column n timestamp_ns; alter table t add column v variant; alter table t alter d type timestamp_ns");
        _lake.Run("insert into t values (timestamp_ns '2024-05-02 00:00:00.000000001', 2, timestamp_ns '2024-05-03 00:00:00.000000002', 'x'::variant)");
        _lake.Query("select d::varchar, id, n::varchar, v::varchar from t order by id").ShouldBe("2024-05-01 00:00:00|1|null|null\n2024-05-02 00:00:00.000000001|2|2024-05-03 00:00:00.000000002|x");
        _lake.Query("select id from t where d > timestamp_ns '2024-05-02 00:00:00'").ShouldBe("2");
    }

    [Fact]
    public void Variants_are_carried_through()
    {
        _lake.Run($"create table t {Three} as select 1 as id, {{'a': 5, 'b': ['x']}}::variant as v union all select 2, 'text'::variant");
        _lake.Run("update t set id = 3 where id = 2");
        _lake.Query("select id, v::varchar from t order by id").ShouldBe("1|{'a': 5, 'b': [x]}\n3|text");
    }

    public void Dispose() => _lake.Dispose();

    private IEnumerable<FileScanTask> Tasks() => _lake.NewCatalog().LoadTable(new TableIdentifier("main", "t")).NewScan().PlanFiles().OrderBy(t => t.File.FirstRowId);
}
