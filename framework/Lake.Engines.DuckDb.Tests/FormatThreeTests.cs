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

    [Fact]
    public void Constant_defaults_are_in_the_schema_and_rewrite_nothing()
    {
        _lake.Run($"create table t (id integer, c varchar default 'new', d date default current_date) {Three}");
        _lake.Run("insert into t (id) values (1)");
        var files = _lake.DataFiles();
        _lake.Run("alter table t add column n decimal(9,2) default 2 + 3.5; alter table t add column ts timestamptz default timestamptz '2024-05-01 10:00:00+02'; alter table t add column b blob default '\\xAB'::blob not null");
        _lake.Run("insert into t (id) values (2); insert into t (id, n, b) values (3, null, 'x')");
        _lake.Query("select id, c, n, epoch(ts), b, d = current_date from t order by id").ShouldBe("1|new|5.50|1714550400|xAB|true\n2|new|5.50|1714550400|xAB|true\n3|new|null|1714550400|x78|true");
        _lake.DataFiles().ShouldContain(files.ShouldHaveSingleItem());
        Find("n").InitialDefault.ShouldBe("\"5.50\"");
        Find("ts").WriteDefault.ShouldBe("\"2024-05-01T08:00:00+00:00\"");
        (Find("c").InitialDefault, Find("c").WriteDefault, Find("d").WriteDefault).ShouldBe((null, "\"new\"", null));
        _lake.Run("alter table t alter n set default 7; alter table t alter c drop default; alter table t alter d set default date '2024-01-01'; alter table t rename column n to m; insert into t (id) values (4)");
        _lake.Query("select c, m, d from t where id in (1, 4) order by id").ShouldEndWith("\nnull|7.00|2024-01-01");
        (Find("m").InitialDefault, Find("m").WriteDefault).ShouldBe(("\"5.50\"", "\"7.00\""));
        _lake.Fails("alter table t add column e integer default 'x'").ShouldBe("invalid-value");
    }

    public void Dispose() => _lake.Dispose();

    private Lake.Iceberg.Schemas.NestedField Find(string column) => _lake.NewCatalog().LoadTable(new TableIdentifier("main", "t")).Schema.Find(column).ShouldNotBeNull();

    private IEnumerable<FileScanTask> Tasks() => _lake.NewCatalog().LoadTable(new TableIdentifier("main", "t")).NewScan().PlanFiles().OrderBy(t => t.File.FirstRowId);
}
