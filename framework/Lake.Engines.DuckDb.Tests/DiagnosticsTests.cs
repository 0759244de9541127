using System.Globalization;
using System.Text;
using Lake.Engines.DuckDb.Sessions;
using Lake.Sql;
using Lake.Testing;
using Lake.Text;
using Shouldly;
using Xunit;

namespace Lake.Engines.DuckDb.Tests;

/// <summary>What people see when SQL is wrong.</summary>
public class DiagnosticsTests
{
    [Fact]
    public void Wrong_statements_are_drawn_with_place_and_remedy()
    {
        using var lake = new Lakehouse();
        lake.Run("create schema staging; create table customers as select 1 as customer_id, 'x' as name; create table staging.orders as select 1 as id; create view v as select 1 as a; create table keyed (price double, constraint positive check (price > 0)); insert into keyed values (1)");
        var text = new StringBuilder();
        foreach (var sql in File.ReadAllText(Baseline.Folder(["Diagnostics.sql"])).Split("\n---\n"))
        {
            var error = Should.Throw<DiagnosticException>(() => lake.Session.Execute(sql).Dispose(), sql);
            foreach (var diagnostic in error.Diagnostics)
            {
                text.AppendLine(DiagnosticText.Draw(diagnostic));
            }
        }

        Baseline.Check(Baseline.Folder(["Diagnostics.txt"]), text.ToString());
    }

    [Theory]
    [InlineData("IO Error: Could not write file \"x\": No space left on device", "disk-full")]
    [InlineData("Cannot open file \"x\": Permission denied", "warehouse-unwritable")]
    [InlineData("No magic bytes found at end of file 'a.parquet'", "corrupt-file")]
    [InlineData("anything else", "sql-error")]
    public void Failures_of_storage_are_told_by_their_text(string message, string id)
    {
        using var lake = new Lakehouse();
        var error = Should.Throw<DiagnosticException>(() => lake.Query($"select error({SqlText.Literal(message)})"));
        error.Diagnostic.Id.ShouldBe(id);
        error.Diagnostic.Message.ShouldContain(message);
    }

    [Fact]
    public void A_corrupt_data_file_is_named()
    {
        using var lake = new Lakehouse();
        lake.Run("create table t as select range as a from range(1000)");
        var file = lake.DataFiles().ShouldHaveSingleItem();
        File.WriteAllText(file, new string('x', 5000));
        using var session = lake.NewEngine().OpenSession();
        var error = Should.Throw<DiagnosticException>(() => Lakehouse.Query(session, "select sum(a) from t"));
        error.Diagnostic.Rule.ShouldBe(EngineRules.CorruptFile);
        error.Diagnostic.Message.ShouldContain(Path.GetFileName(file));
    }

    [Fact]
    public void A_missing_data_file_is_named()
    {
        using var lake = new Lakehouse();
        lake.Run("create table t as select range as a from range(1000)");
        var file = lake.DataFiles().ShouldHaveSingleItem();
        File.Delete(file);
        using var session = lake.NewEngine().OpenSession();
        Should.Throw<DiagnosticException>(() => Lakehouse.Query(session, "select sum(a) from t")).Diagnostic.Message.ShouldContain(Path.GetFileName(file));
    }

    [Fact]
    public void Too_little_memory_is_told_apart_from_bad_sql()
    {
        using var lake = new Lakehouse(new DuckDbEngineOptions
        {
            Threads = 1,
            MemoryLimit = "20MB",
            Settings = System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty.Add("temp_directory", ""),
        });
        Should.Throw<DiagnosticException>(() => lake.Query("select count(*) from (select distinct md5(range::varchar) from range(5000000))"))
            .Diagnostic.Rule.ShouldBe(EngineRules.OutOfMemory);
    }

    [Fact]
    public void A_failed_statement_leaves_nothing_behind()
    {
        using var lake = new Lakehouse();
        lake.Run("create table t as select 1 as a");
        var before = lake.DataFiles();
        foreach (var sql in new[]
        {
            "create table u as select case when range = 90000 then error('late') end as x from range(100000)",
            "insert into t select case when range = 90000 then error('late') end from range(100000)",
            "update t set a = error('late')",
            "create table p partitioned by (x) as select range % 3 as x, case when range = 90000 then error('late') end as y from range(100000)",
            "create table n (a integer not null)",
            "insert into n values (null)",
        })
        {
            if (sql.StartsWith("create table n", StringComparison.Ordinal))
            {
                lake.Run(sql);
                continue;
            }

            Should.Throw<DiagnosticException>(() => lake.Run(sql), sql);
        }

        lake.DataFiles().ShouldBe(before);
        lake.Session.ListRelations(null, "main").Count.ShouldBe(2);
        lake.Query("select * from t").ShouldBe("1");
    }

    [Fact]
    public void Settings_that_DuckDb_does_not_know_are_refused()
    {
        var options = new DuckDbEngineOptions { MemoryLimit = "much" };
        Should.Throw<DiagnosticException>(() => new Lakehouse(options).Dispose()).Diagnostic.Message.ShouldContain(
            string.Create(CultureInfo.InvariantCulture, $"memory_limit"));
    }
}
