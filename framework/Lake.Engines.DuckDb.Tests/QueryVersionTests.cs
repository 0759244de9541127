using Lake.Sql;
using Shouldly;
using Xunit;

namespace Lake.Engines.DuckDb.Tests;

public class QueryVersionTests
{
    [Fact]
    public void A_query_has_another_version_when_a_table_behind_it_has()
    {
        using var lake = new Lakehouse();
        lake.Run("create table t as select 1 as a; create table u as select 1 as b; create view v as select a from t");
        var before = lake.Session.FindVersion("select * from v join t using (a)");
        before.ShouldNotBeNull().ShouldContain("select a from t");
        lake.Run("insert into u values (2)");
        lake.Session.FindVersion("select * from v join t using (a)").ShouldBe(before);
        lake.Run("insert into t values (2)");
        lake.Session.FindVersion("select * from v join t using (a)").ShouldNotBe(before);
    }

    [Fact]
    public void A_query_has_another_shape_when_columns_behind_it_change()
    {
        using var lake = new Lakehouse();
        lake.Run("create table t as select 1 as a; create view v as select * from t");
        var before = lake.Session.FindShape("select * from v");
        lake.Run("insert into t values (2); create or replace table t as select 5 as a");
        lake.Session.FindShape("select * from v").ShouldBe(before);
        lake.Run("alter table t add column b integer");
        lake.Session.FindShape("select * from v").ShouldNotBe(before);
    }

    [Fact]
    public void Other_relations_have_no_version()
    {
        using var lake = new Lakehouse();
        lake.Run("create temporary table x as select 1 as a");
        lake.Session.FindVersion("select * from x").ShouldBeNull();
        lake.Session.FindVersion("select 1").ShouldBe("");
    }

    [Fact]
    public void Properties_of_tables_can_be_read()
    {
        using var lake = new Lakehouse();
        lake.Run("create table t tblproperties ('k' = 'v') as select 1 as a; create view w as select 1 as a");
        lake.Session.FindProperty(new RelationName(null, "main", "t"), "k").ShouldBe("v");
        lake.Session.FindProperty(new RelationName(null, "main", "t"), "other").ShouldBeNull();
        lake.Session.FindProperty(new RelationName(null, "main", "w"), "k").ShouldBeNull();
        lake.Session.FindProperty(new RelationName(null, "main", "none"), "k").ShouldBeNull();
    }
}
