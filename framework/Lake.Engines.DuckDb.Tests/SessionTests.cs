using Lake.Sql;
using Shouldly;
using Xunit;

namespace Lake.Engines.DuckDb.Tests;

public class SessionTests
{
    [Fact]
    public void A_table_made_from_a_query_is_there_for_every_later_run()
    {
        using var lake = new Lakehouse();
        lake.Run("create table t as select range as id, 'n' || range as name from range(5)").ShouldBe(5);
        lake.Query("select id, name from t where id > 2 order by id").ShouldBe("3|n3\n4|n4");
        using var engine = lake.NewEngine();
        using var session = engine.OpenSession();
        Lakehouse.Query(session, "select count(*), max(name) from lake.main.t").ShouldBe("5|n4");
    }

    [Fact]
    public void Rows_can_be_added()
    {
        using var lake = new Lakehouse();
        lake.Run("create table t (id integer, name varchar, at timestamp)");
        lake.Query("select * from t").ShouldBe("");
        lake.Run("insert into t values (1, 'a', '2024-01-01'), (2, null, null)").ShouldBe(2);
        lake.Run("insert into t (name) select 'x' where false").ShouldBe(0);
        lake.Run("insert into t by name select 'z' as NAME, 7 as id").ShouldBe(1);
        lake.Query("select * from t order by id").ShouldBe("1|a|2024-01-01 00:00:00\n2|null|null\n7|z|null");
    }

    [Fact]
    public void An_analyzed_change_is_made_and_explained()
    {
        using var lake = new Lakehouse();
        lake.Run("create table t (a integer)");
        lake.Query("explain analyze insert into t select range from range(3)").ShouldContain("Rows: 3");
        lake.Query("explain (analyze) merge into t using (select 1 as a) s on t.a = s.a when matched then delete").ShouldContain("MERGE_INTO");
        lake.Query("select sum(a), count(*) from t").ShouldBe("2|2");
        lake.Fails("explain analyze\ndelete from missing").ShouldBe("unknown-relation");
    }

    [Fact]
    public void Files_are_copied_into_tables()
    {
        using var lake = new Lakehouse();
        var file = SqlText.Literal(lake.Folder["rows.csv"]);
        lake.Run("create table t (a integer, b varchar default 'd', c integer as (a + 1)); insert into t values (1, 'x'), (2, null)");
        lake.Run($"copy (select a, b from t) to {file} (header, delimiter '|')");
        lake.Run($"copy t from {file} (header, delimiter '|')").ShouldBe(2);
        lake.Run($"copy t (a, b) from {file} (header, delimiter '|', null 'x')").ShouldBe(2);
        lake.Query("select a, b, c, count(*) from t group by all order by all").ShouldBe("1|x|2|2\n1|null|2|1\n2||3|1\n2|null|3|2");
        lake.Fails($"copy t (c) from {file}").ShouldBe("unsupported-sql");
        lake.Fails($"copy missing from {file}").ShouldBe("unknown-relation");
    }

    [Fact]
    public void A_default_of_null_is_none()
    {
        using var lake = new Lakehouse();
        lake.Run("create table t (a integer default null); insert into t values (1); alter table t add column b varchar(20) default NULL");
        lake.Query("select * from t").ShouldBe("1|null");
    }

    [Fact]
    public void Views_read_tables_and_views()
    {
        using var lake = new Lakehouse();
        lake.Run("create table t as select 1 as a; create view v as select a + 1 as b from t; create schema s; create view lake.s.w (c) as select b * 10 from lake.main.v");
        lake.Query("select * from s.w").ShouldBe("20");
        lake.Run("create or replace table t as select 5 as a");
        lake.Query("select * from s.w").ShouldBe("60");
        using var session = lake.NewEngine().OpenSession();
        Lakehouse.Query(session, "select * from s.w").ShouldBe("60");
        session.ListRelations(null, "main").Select(r => $"{r.Kind} {r.Name}").ShouldBe(["Table \"lake\".\"main\".\"t\"", "View \"lake\".\"main\".\"v\""]);
        session.GetColumns(new RelationName(null, "s", "W")).ShouldBe([new RelationColumn("c", "INTEGER")]);
        session.GetColumns(new RelationName(null, "s", "missing")).ShouldBeEmpty();
        Lakehouse.Query(session, "select table_name, table_type from information_schema.tables order by all").ShouldBe("t|BASE TABLE\nv|VIEW\nw|VIEW");
        Lakehouse.Query(session, "select * from s.w").ShouldBe("60");
    }

    [Fact]
    public void A_transaction_is_seen_by_its_session_alone_until_it_commits()
    {
        using var lake = new Lakehouse();
        lake.Run("create table t as select 1 as a");
        using var other = lake.Engine.OpenSession();
        Lakehouse.Query(other, "select * from t").ShouldBe("1");
        lake.Session.Begin();
        lake.Run("insert into t values (2); create table u as select * from t; create view v as select sum(a) as s from u");
        lake.Query("select * from v").ShouldBe("3");
        Lakehouse.Query(other, "select * from t").ShouldBe("1");
        other.FindRelation(new RelationName(null, "main", "u")).ShouldBeNull();
        lake.Session.Commit();
        Lakehouse.Query(other, "select * from v").ShouldBe("3");
        lake.Query("select count(*) from t").ShouldBe("2");
    }

    [Fact]
    public void A_rollback_leaves_neither_rows_nor_files()
    {
        using var lake = new Lakehouse();
        lake.Run("create table t as select 1 as a");
        lake.Run("begin; insert into t values (2); create table u as select 1 as x; drop table t");
        lake.FindCount("t").ShouldBe(0);
        lake.Run("rollback");
        lake.Query("select * from t").ShouldBe("1");
        lake.FindCount("u").ShouldBe(0);
        lake.DataFiles().Count.ShouldBe(1);
        Directory.Exists(Path.Combine(lake.Warehouse, "main", "u")).ShouldBeFalse();
    }
}

file static class Extensions
{
    public static int FindCount(this Lakehouse lake, string name) =>
        lake.Session.FindRelation(new RelationName(null, null, name)) is null ? 0 : 1;
}
