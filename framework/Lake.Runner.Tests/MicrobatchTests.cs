using Lake.Project.Contexts;
using Lake.Runner.Requests;
using Lake.Runner.Results;
using Shouldly;
using Xunit;

namespace Lake.Runner.Tests;

/// <summary>Models built in batches of event time.</summary>
public class MicrobatchTests
{
    private const string Files = """
        --- models/schema.yml
        models:
          - name: input
            config: {event_time: moment}
        --- models/input.sql
        {{ config(materialized='table') }}
        select i::integer as id, timestamp '2024-01-01' + interval (i * 12) hour as moment from range(8) r(i)
        --- models/plain.sql
        {{ config(materialized='table') }}
        select 7 as every
        """;

    private const string Model = """

        --- models/out.sql
        {{ config(materialized='incremental', incremental_strategy='microbatch', event_time='moment', begin='2024-01-01', batch_size='day',
             pre_hook="create table if not exists main.hooks (id text)", post_hook="insert into main.hooks values ('{{ model.batch.id }}')") }}
        select id, moment, every, '{{ model.batch.id }} {{ model.batch.event_time_start }} {{ is_incremental() }}' as batch
        from {{ ref('input') }} cross join {{ ref('plain') }}
        """;

    private static readonly RunOptions FourDays = new() { Threads = 2, EventTime = Window("2024-01-01", "2024-01-05") };

    [Fact]
    public void Each_batch_reads_its_own_window()
    {
        using var project = new TestProject(Files + Model);
        var result = project.Check("success input\nsuccess out\nsuccess plain", RunCommand.Run, FourDays);
        result.Nodes.Single(n => n.Name == "out").Batches.ShouldNotBeNull().Successful.ShouldBe(
            [Window("2024-01-01", "2024-01-02"), Window("2024-01-02", "2024-01-03"), Window("2024-01-03", "2024-01-04"), Window("2024-01-04", "2024-01-05")]);
        project.Query("select id, batch from main.out order by id").ShouldBe("""
            0|20240101 2024-01-01 00:00:00+00:00 False
            1|20240101 2024-01-01 00:00:00+00:00 False
            2|20240102 2024-01-02 00:00:00+00:00 True
            3|20240102 2024-01-02 00:00:00+00:00 True
            4|20240103 2024-01-03 00:00:00+00:00 True
            5|20240103 2024-01-03 00:00:00+00:00 True
            6|20240104 2024-01-04 00:00:00+00:00 True
            7|20240104 2024-01-04 00:00:00+00:00 True
            """);
        project.Query("select id from main.hooks").ShouldBe("20240104");
        File.ReadAllText(project.Folder["target/compiled/shop/models/out/out_2024-01-02.sql"])
            .ShouldContain("moment >= '2024-01-02 00:00:00+00:00' and moment < '2024-01-03 00:00:00+00:00'");
    }

    [Fact]
    public void A_batch_replaces_its_window_alone()
    {
        using var project = new TestProject(Files + Model);
        project.Run(RunCommand.Run, FourDays);
        project.Query("update main.out set every = 0");
        project.Run(RunCommand.Run, FourDays with { EventTime = Window("2024-01-02T05:00:00", "2024-01-02T06:00:00") });
        project.Query("select id, every from main.out where every > 0 order by id").ShouldBe("2|7\n3|7");
        project.Query("select count(*) from main.out").ShouldBe("8");
    }

    [Fact]
    public void A_build_publishes_all_batches_or_none()
    {
        using var project = new TestProject(Files + Model + """

            --- tests/t.sql
            select * from {{ ref('out') }} where id = 5
            """);
        project.Check("success input\nerror out\nsuccess plain\nfail t", RunCommand.Build, FourDays);
        project.Query("select count(*) from information_schema.tables where table_name = 'out'").ShouldBe("0");
    }

    [Fact]
    public void Batches_that_fail_are_built_again()
    {
        using var project = new TestProject(Files + Model.Replace("select id,", "select case when moment::date = date '2024-01-03' then error('bad day')::integer else id end as id,", StringComparison.Ordinal) + """

            --- models/child.sql
            select * from {{ ref('out') }}
            """);
        var result = project.Check("skipped child\nsuccess input\npartial success out\nsuccess plain", RunCommand.Run, FourDays);
        var batches = result.Nodes.Single(n => n.Name == "out").Batches.ShouldNotBeNull();
        batches.Failed.ShouldBe([Window("2024-01-03", "2024-01-04")]);
        project.Query("select count(*) from main.out").ShouldBe("6");

        project.Folder.With(Model);
        var again = new RunOptions { EarlierBatches = new Dictionary<string, BatchResults> { ["model.shop.out"] = batches } };
        result = project.Check("success child\nno-op input\nsuccess out\nno-op plain", RunCommand.Run, again);
        result.Nodes.Single(n => n.Name == "out").Batches.ShouldNotBeNull().Successful.Length.ShouldBe(4);
        project.Query("select count(*) from main.out").ShouldBe("8");
    }

    [Fact]
    public void When_the_first_batch_fails_the_others_are_not_tried()
    {
        using var project = new TestProject(Files + Model.Replace("select id,", "select error('bad')::integer as id,", StringComparison.Ordinal));
        var result = project.Check("success input\nerror out\nsuccess plain", RunCommand.Run, FourDays);
        result.Nodes.Single(n => n.Name == "out").Batches.ShouldNotBeNull().Failed.Length.ShouldBe(4);
        result.Nodes.Single(n => n.Name == "out").Diagnostics.ShouldHaveSingleItem();
    }

    [Fact]
    public void Batches_run_at_the_same_time_where_the_model_asks_for_it()
    {
        var model = Model.Replace("batch_size='day'", "batch_size='hour', concurrent_batches=true", StringComparison.Ordinal);
        using var project = new TestProject(Files + model);
        var hours = new RunOptions { Threads = 4, EventTime = Window("2024-01-01", "2024-01-02") };
        var result = project.Check("success input\nsuccess out\nsuccess plain", RunCommand.Run, hours);
        result.Nodes.Single(n => n.Name == "out").Batches.ShouldNotBeNull().Successful.Length.ShouldBe(24);
        project.Query("select id, every from main.out order by id").ShouldBe("0|7\n1|7");
        project.Query("select id from main.hooks").ShouldBe("20240101T23");
        project.Query("select count(*) from lake_snapshots('main.out')").ShouldBe("2");
    }

    [Fact]
    public void Of_batches_at_the_same_time_some_may_fail()
    {
        var model = Model.Replace("batch_size='day'", "batch_size='day', concurrent_batches=true", StringComparison.Ordinal)
            .Replace("select id,", "select case when moment::date = date '2024-01-03' then error('bad day')::integer else id end as id,", StringComparison.Ordinal);
        using var project = new TestProject(Files + model);
        var result = project.Check("success input\npartial success out\nsuccess plain", RunCommand.Run, FourDays with { Threads = 4 });
        result.Nodes.Single(n => n.Name == "out").Batches.ShouldNotBeNull().Failed.ShouldBe([Window("2024-01-03", "2024-01-04")]);
        project.Query("select id from main.out order by id").ShouldBe("0\n1\n2\n3\n6\n7");
    }

    [Fact]
    public void A_sample_reads_a_window_only()
    {
        using var project = new TestProject(Files + """

            --- models/out.sql
            {{ config(materialized='table') }}
            select id from {{ ref('input') }}
            """);
        project.Run(RunCommand.Run, new RunOptions { Sample = Window("2024-01-02", "2024-01-03") });
        project.Query("select id from main.out order by id").ShouldBe("2\n3");
    }

    [Theory]
    [InlineData("hour", "2024-03-10T11:30:00", 2, "2024-03-10T09:00:00", 3)]
    [InlineData("day", "2024-03-10T11:30:00", 1, "2024-03-09T00:00:00", 2)]
    [InlineData("month", "2024-03-10", 1, "2024-02-01", 2)]
    [InlineData("year", "2024-03-10", 0, "2024-01-01", 1)]
    public void A_later_run_looks_back(string size, string now, int lookback, string first, int count)
    {
        using var project = new TestProject(Files + Model.Replace("batch_size='day'", $"batch_size='{size}', lookback={lookback}", StringComparison.Ordinal));
        project.Run(RunCommand.Run, FourDays with { EventTime = Window("2024-01-01", "2024-01-02") });
        var result = project.Run(RunCommand.Run, new RunOptions { OriginallyStarted = EventWindow.ReadTime(now) });
        var batches = result.Nodes.Single(n => n.Name == "out").Batches.ShouldNotBeNull().Successful;
        batches[0].Start.ShouldBe(EventWindow.ReadTime(first).GetValueOrDefault());
        batches.Length.ShouldBe(count);
    }

    private static EventWindow Window(string start, string end) =>
        new(EventWindow.ReadTime(start).GetValueOrDefault(), EventWindow.ReadTime(end).GetValueOrDefault());
}
