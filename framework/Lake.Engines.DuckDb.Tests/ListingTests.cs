using Shouldly;
using Xunit;

namespace Lake.Engines.DuckDb.Tests;

public class ListingTests
{
    /// <summary>Whatever a session has read before, and in other schemas than its own.</summary>
    [Theory]
    [InlineData("show tables")]
    [InlineData("SHOW")]
    [InlineData("pragma show_tables")]
    public void Tables_are_listed_by_the_names_that_reach_them(string statement)
    {
        using var lake = new Lakehouse();
        lake.Run("create table a (x int); create schema s; create table s.b (x int); create view v as select * from s.b; create temp table c (x int)");
        lake.Query("from v");
        lake.Query(statement).ShouldBe("a\nc\nv\ns.b");
        using var session = lake.NewEngine().OpenSession();
        Lakehouse.Query(session, statement).ShouldBe("a\nv\ns.b");
        Lakehouse.Query(session, $"use s; {statement}").ShouldBe("b\nmain.a\nmain.v");
    }

    [Theory]
    [InlineData("show all tables", 3)]
    [InlineData("show tables from s", 1)]
    [InlineData("pragma show_tables_expanded", 3)]
    [InlineData("select * from \"information_schema\".\"tables\"", 3)]
    public void Every_list_is_complete(string statement, int rows)
    {
        using var lake = new Lakehouse();
        lake.Run("create table a (x int); create schema s; create table s.b (x int); create view v as select * from s.b");
        using var session = lake.NewEngine().OpenSession();
        Lakehouse.Query(session, statement).Split('\n').Length.ShouldBe(rows);
    }
}
