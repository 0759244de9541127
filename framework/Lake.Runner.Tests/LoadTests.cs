using System.Collections.Immutable;
using Lake.Engines;
using Lake.Runner.Requests;
using Lake.Runner.Results;
using Lake.Runner.Rules;
using Lake.Text;
using Shouldly;
using Xunit;

namespace Lake.Runner.Tests;

/// <summary>Sources that are filled while a run goes.</summary>
public sealed class LoadTests
{
    private const string Sources = """
        --- models/sources.yml
        sources:
          - name: raw
            tables:
              - {name: early}
              - name: late
                columns: [{name: n, data_tests: [not_null]}]
        --- models/between.sql
        {{ config(materialized='ephemeral') }}
        select n from {{ source('raw', 'late') }}
        --- models/behind.sql
        {{ config(materialized='table') }}
        select max(n) as n from {{ ref('between') }}
        --- models/before.sql
        {{ config(materialized='table') }}
        select n from {{ source('raw', 'early') }}
        """;

    [Fact]
    public void A_model_waits_for_what_fills_its_sources_and_for_nothing_else()
    {
        TestProject? project = null;
        using var opened = project = new TestProject(Sources)
        {
            Loads = engine =>
            [
                Load("early", engine, "create table raw.early as select 1 as n"),
                new SourceLoad("late", ["source.shop.raw.late"], _ =>
                {
                    SpinWait.SpinUntil(() => project?.TryQuery("select n from main.before") == "1", TimeSpan.FromMinutes(1)).ShouldBeTrue();
                    return Fill(engine, "create table raw.late as select 2 as n");
                }),
            ],
        };
        project.Query("create schema raw");
        project.Check(
            """
            success before
            success behind
            pass source_not_null_raw_late_n
            """);
        project.Query("select n from main.behind").ShouldBe("2");
    }

    [Fact]
    public void What_was_read_before_is_read_again_when_it_has_been_filled()
    {
        using var project = new TestProject(Sources)
        {
            Loads = engine =>
            [
                new SourceLoad("late", ["source.shop.raw.late"], stop =>
                {
                    using var other = engine.OpenSession();
                    other.Execute("select n from raw.late", stop).Dispose();
                    return Fill(engine, "insert into raw.late values (3)");
                }),
            ],
        };
        project.Query("create schema raw; create table raw.late as select 2 as n; create table raw.early as select 1 as n");
        project.Run(options: new RunOptions { Threads = 1 }).Succeeded.ShouldBeTrue();
        project.Query("select n from main.behind").ShouldBe("3");
        project.Run(options: new RunOptions { Threads = 3 }).Count(NodeStatus.NoOp).ShouldBe(1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_reads_a_source_that_is_not_filled_is_skipped(bool throws)
    {
        var error = RunnerRules.CannotWrite.At(null, "it is broken");
        using var project = new TestProject(Sources)
        {
            Loads = engine =>
            [
                Load("early", engine, "create or replace table raw.early as select 1 as n"),
                new SourceLoad("late", ["source.shop.raw.late"], _ => throws ? throw new DiagnosticException(error) : [error]),
            ],
        };
        project.Query("create schema raw");
        var result = project.Check(
            """
            success before
            skipped behind
            skipped source_not_null_raw_late_n
            """);
        result.Succeeded.ShouldBeFalse();
        result.Diagnostics.ShouldHaveSingleItem().Message.ShouldBe("it is broken");
        result.Nodes.Single(n => n.Name == "behind").Message.ShouldBe("late failed");
    }

    [Fact]
    public void A_load_is_interrupted_with_the_run()
    {
        using var interrupt = new CancellationTokenSource();
        using var project = new TestProject(Sources)
        {
            Loads = _ =>
            [
                new SourceLoad("late", ["source.shop.raw.late"], stop =>
                {
                    interrupt.Cancel();
                    stop.ThrowIfCancellationRequested();
                    return [];
                }),
            ],
        };
        project.Query("create schema raw; create table raw.early as select 1 as n");
        var result = project.Run(cancellation: interrupt.Token);
        result.IsCancelled.ShouldBeTrue();
        result.Diagnostics.ShouldBeEmpty();
        result.Nodes.Single(n => n.Name == "behind").Message.ShouldBe("the run was interrupted");
    }

    private static SourceLoad Load(string table, IEngine engine, string sql) => new(table, [$"source.shop.raw.{table}"], _ => Fill(engine, sql));

    private static ImmutableArray<Diagnostic> Fill(IEngine engine, string sql)
    {
        using var session = engine.OpenSession();
        session.Execute(sql).Dispose();
        return [];
    }
}
