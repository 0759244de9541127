using System.Globalization;
using System.Text;
using Lake.Engines.DuckDb.Sessions;
using Lake.Engines.DuckDb.Tests.Pruning;
using Lake.Testing;
using Lake.Text;
using Shouldly;
using Xunit;

namespace Lake.Engines.DuckDb.Tests;

/// <summary>Files that a query does not need are not opened, and no row is missed by it.</summary>
public class PruningTests
{
    private static readonly DuckDbEngineOptions Unpruned = new() { Threads = 1, PrunedFrom = int.MaxValue };

    [Fact]
    public void A_query_opens_the_files_that_it_needs()
    {
        using var lake = new Lakehouse(new DuckDbEngineOptions { Threads = 1, PrunedFrom = 2, DefaultSchema = "main" });
        lake.Run(File.ReadAllText(Baseline.Folder(["Pruning", "Tables.sql"])));
        var text = new StringBuilder();
        foreach (var sql in File.ReadAllText(Baseline.Folder(["Pruning", "Queries.sql"])).Split(";\n", StringSplitOptions.RemoveEmptyEntries))
        {
            var rows = lake.Query(sql).Split('\n');
            var reads = lake.Session.LastReads.Select(read => string.Create(CultureInfo.InvariantCulture, $"{read.Table}: {read.Opened} of {read.Files}"));
            text.AppendLine(sql.Trim()).Append("-- ").AppendLine(string.Join(", ", reads)).Append("-- ").AppendLine(rows.Length > 1 ? $"{rows.Length} rows" : rows[0]).AppendLine();
        }

        Baseline.Check(Baseline.Folder(["Pruning", "Queries.txt"]), text.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("partitioned by (day)")]
    [InlineData("partitioned by (month(ts), bucket(4, id))")]
    [InlineData("partitioned by (truncate(3, s), truncate(10, n))")]
    [InlineData("partitioned by (d, b)")]
    [InlineData("partitioned by (year(tz), truncate(100, p)) tblproperties ('write.delete.mode' = 'merge-on-read', 'write.update.mode' = 'merge-on-read')")]
    [InlineData("tblproperties ('format-version' = '3')")]
    [InlineData("tblproperties ('write.metadata.metrics.default' = 'counts', 'write.metadata.metrics.column.s' = 'truncate(2)')")]
    public void Queries_give_what_they_give_without_pruning(string properties)
    {
        var (opened, files) = (0, 0);
        for (var seed = 0; seed < 2; seed++)
        {
            using var lake = new Lakehouse(new DuckDbEngineOptions { Threads = 1, PrunedFrom = 2 });
            var random = new RandomTable(seed, properties);
            foreach (var statement in random.Making())
            {
                lake.Run(statement);
            }

            using var engine = new DuckDbEngine(lake.NewCatalog(), Unpruned);
            using var plain = engine.OpenSession();
            for (var i = 0; i < 50; i++)
            {
                var query = random.Query();
                lake.Query(query).ShouldBe(Lakehouse.Query(plain, query), $"seed {seed} {properties}: {query}");
                opened += lake.Session.LastReads.Sum(read => read.Opened);
                files += lake.Session.LastReads.Sum(read => read.Files);
            }
        }

        opened.ShouldBeLessThan(files);
    }

    [Theory]
    [InlineData("partitioned by (day)")]
    [InlineData("partitioned by (bucket(3, id)) tblproperties ('write.delete.mode' = 'merge-on-read', 'write.update.mode' = 'merge-on-read', 'write.merge.mode' = 'merge-on-read')")]
    [InlineData("tblproperties ('format-version' = '3')")]
    public void Changes_come_to_what_DuckDb_makes_of_them(string properties)
    {
        for (var seed = 0; seed < 3; seed++)
        {
            using var lake = new Lakehouse(new DuckDbEngineOptions { Threads = 1, PrunedFrom = 2 });
            var random = new RandomTable(seed, properties);
            foreach (var statement in random.Making())
            {
                lake.Run(statement);
            }

            lake.Run("create temp table o as select * from t");
            for (var i = 0; i < 25; i++)
            {
                var change = random.Change();
                var expected = lake.Run(change.Replace("{t}", "o", StringComparison.Ordinal));
                lake.Run(change.Replace("{t}", "t", StringComparison.Ordinal)).ShouldBe(expected, $"seed {seed}: {change}");
                lake.Query("select * from t order by all").ShouldBe(lake.Query("select * from o order by all"), $"seed {seed}: {change}");
            }
        }
    }

    [Fact]
    public void What_a_statement_leaves_out_the_next_one_finds()
    {
        using var lake = new Lakehouse();
        lake.Run("create table t partitioned by (k) as select range as id, range % 4 as k from range(40)");
        lake.Run("create temp view kept as select * from t; create temp macro many() as (select count(*) from t)");
        foreach (var sql in new[] { "select count(*) from t where k = 1", "select count(*) from kept", "select count(*) from t where k = 2", "select many()", "select count(*) from t" })
        {
            lake.Query(sql).ShouldBe(sql.Contains("where", StringComparison.Ordinal) ? "10" : "40", sql);
        }

        Should.Throw<DiagnosticException>(() => lake.Query("select nothing from t where k = 1"));
        lake.Query("select count(*) from kept").ShouldBe("40");
        lake.Run("begin");
        lake.Query("select count(*) from t where k = 1").ShouldBe("10");
        lake.Run("rollback");
        lake.Query("select count(*) from kept").ShouldBe("40");
    }

    [Theory]
    [InlineData("merge into t using (values (3)) s(k) on t.k = s.k and t.id = 3 when matched then update set id = -3")]
    [InlineData("update t set id = -3 from ((select 3 as x) union all (select 3)) s where t.id = s.x and t.k = 3")]
    [InlineData("delete from t where id = 3 and k in ((select max(k) from t))")]
    public void Within_a_transaction_nothing_fails_that_would_not_otherwise(string change)
    {
        using var lake = new Lakehouse();
        lake.Run("create table t partitioned by (k) as select range as id, range % 4 as k from range(40)");
        lake.Run("begin");
        lake.Query("select count(*) from t where k = 1 and id > (select min(cast('1' || k as integer)) from t)").ShouldBe("7");
        lake.Query("select count(*) from ((select id from t where k = 1) union all (select id from t where k = 2))").ShouldBe("20");
        lake.Run(change).ShouldBe(1);
        lake.Run("commit");
        lake.Query("select count(*) from t where id = 3").ShouldBe("0");
    }

    [Fact]
    public void The_settings_of_the_session_stay()
    {
        using var lake = new Lakehouse();
        lake.Run("create table t partitioned by (k) as select range as id, range % 4 as k from range(40)");
        lake.Run("set disabled_optimizers = 'join_order'");
        lake.Query("select count(*) from t where k = 1").ShouldBe("10");
        lake.Query("select current_setting('disabled_optimizers')").ShouldBe("join_order");
    }

    [Fact]
    public void A_table_that_has_lost_files_is_read_where_the_query_needs_none_of_them()
    {
        using var lake = new Lakehouse();
        lake.Run("create table t partitioned by (k) as select range as id, range % 4 as k from range(40)");
        File.Delete(lake.DataFiles().Single(file => file.Contains("k=3", StringComparison.Ordinal)));
        lake.Query("select count(*), min(k) from t where k in (0, 2)").ShouldBe("20|0");
    }
}
