using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Lake.Runner.Requests;
using Shouldly;
using Xunit;

namespace Lake.Runner.Tests;

/// <summary>Histories made of changes: the <c>scd2</c> strategy and materialization.</summary>
public class Scd2Tests
{
    private const string Model = """
        --- models/sources.yml
        sources:
          - name: raw
            schema: main
            tables: [{name: changes}]
        --- models/history.sql
        {{ config(materialized='incremental', incremental_strategy='scd2', unique_key=['region', 'id'], updated_at='changed', deleted='gone') }}
        select region, id, changed, value, gone from {{ source('raw', 'changes') }}
        """;

    private static readonly RunOptions OneThread = new() { Threads = 1 };

    /// <summary>A change of the row of that key; a minute of time is enough to tell changes apart.</summary>
    private sealed record Change(int Id, int At, int? Value, bool Gone);

    [Fact]
    public void A_history_is_that_of_all_changes_whatever_their_order()
    {
        var change = from id in Gen.Choose(1, 3)
                     from at in Gen.Choose(0, 7)
                     from value in Gen.Choose(0, 3)
                     from gone in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
                     select new Change(id, at, value == 0 ? null : value, gone);
        var delivery = from changes in Gen.ListOf(change, 8) select changes.DistinctBy(c => (c.Id, c.At)).ToList();
        var deliveries = Gen.ListOf(delivery, 3);
        Prop.ForAll(deliveries.ToArbitrary(), Check).Check(Config.QuickThrowOnFailure.WithMaxTest(12));
    }

    [Fact]
    public void What_is_there_already_makes_no_snapshot()
    {
        using var project = new TestProject(Model);
        Deliver(project, [new Change(1, 0, 1, false), new Change(1, 3, 2, false), new Change(2, 1, 1, true)]);
        project.Check("success history", RunCommand.Run, OneThread);
        var snapshots = project.Snapshots("history");
        Deliver(project, [new Change(1, 3, 2, false)]);
        project.Check("success history", RunCommand.Run, OneThread);
        project.Snapshots("history").ShouldBe(snapshots);
        Deliver(project, [new Change(1, 2, 9, false), new Change(2, 5, 7, false), new Change(3, 0, 1, false)]);
        project.Check("success history", RunCommand.Run, OneThread);
        project.Snapshots("history").ShouldBe(snapshots + 1);
    }

    [Fact]
    public void Its_columns_can_have_other_names_and_new_ones_are_added()
    {
        using var project = new TestProject("""
            --- models/history.sql
            {{ config(materialized='scd2', unique_key='id', updated_at='changed', on_schema_change='append_new_columns',
                 scd2_column_names={'valid_from': 'since', 'valid_to': 'until', 'is_current': 'now', 'surrogate_key': 'sk'}) }}
            select 1 as id, timestamp '2024-01-01' as changed, 'a' as name
            """);
        project.Check("success history", RunCommand.Run);
        project.Folder.Write("models/history.sql", File.ReadAllText(project.Folder["models/history.sql"]).Replace(
            "select 1 as id, timestamp '2024-01-01' as changed, 'a' as name",
            "select * from (values (1, timestamp '2024-01-02', 'b', 5), (1, timestamp '2023-01-01', 'z', 6)) v(id, changed, name, more)", StringComparison.Ordinal));
        project.Check("success history", RunCommand.Run);
        project.Query("select name, more, since, until, now, sk = md5('1|' || since::varchar) from main.history order by since").ShouldBe("""
            z|6|2023-01-01 00:00:00|2024-01-01 00:00:00|false|true
            a|null|2024-01-01 00:00:00|2024-01-02 00:00:00|false|true
            b|5|2024-01-02 00:00:00|null|true|true
            """);
    }

    [Fact]
    public void Keys_that_are_missing_are_closed_where_the_query_gives_all_of_them()
    {
        using var project = new TestProject(Model
            .Replace("unique_key=['region', 'id']", "unique_key='id', hard_deletes='invalidate'", StringComparison.Ordinal)
            .Replace(", deleted='gone'", "", StringComparison.Ordinal));
        Deliver(project, [new Change(1, 0, 1, false), new Change(2, 0, 2, false)]);
        project.Check("success history", RunCommand.Run, OneThread);
        Deliver(project, [new Change(2, 0, 2, false)]);
        project.Check("success history", RunCommand.Run, OneThread);
        project.Query("select id, value, is_current, is_deleted, valid_to is null from main.history order by id, valid_from")
            .ShouldBe("1|1|false|false|false\n1|1|false|true|true\n2|2|true|false|true");
        var snapshots = project.Snapshots("history");
        project.Check("success history", RunCommand.Run, OneThread);
        project.Snapshots("history").ShouldBe(snapshots);
    }

    [Theory]
    [InlineData("select 1 as id, timestamp '2024-01-01' as changed, i as value from range(2) r(i)", "two different rows of one key")]
    [InlineData("select null::integer as id, timestamp '2024-01-01' as changed", "has no id or no changed")]
    [InlineData("select 1 as id, null::timestamp as changed", "has no id or no changed")]
    [InlineData("select 1 as id, timestamp '2024-01-01' as changed, true as is_current", "gives a column is_current")]
    public void What_has_no_history_is_refused(string sql, string message)
    {
        using var project = new TestProject($$$"""
            --- models/history.sql
            {{ config(materialized='scd2', unique_key='id', updated_at='changed') }}
            {{{sql}}}
            """);
        project.Check("error history", RunCommand.Run).Nodes[0].Diagnostics[0].Message.ShouldContain(message);
    }

    [Fact]
    public void Of_rows_at_one_time_the_order_decides()
    {
        using var project = new TestProject("""
            --- models/history.sql
            {{ config(materialized='scd2', unique_key='id', updated_at='changed', scd2_order_by='seq') }}
            select * from (values (1, timestamp '2024-01-01', 1, 'first'), (1, timestamp '2024-01-01', 2, 'second')) v(id, changed, seq, name)
            """);
        project.Check("success history", RunCommand.Run);
        project.Query("select name from main.history").ShouldBe("second");
    }

    private static void Check(IList<List<Change>> deliveries)
    {
        using var project = new TestProject(Model);
        var known = new SortedDictionary<(int Id, int At), Change>();
        foreach (var delivery in deliveries)
        {
            Deliver(project, delivery);
            project.Check("success history", RunCommand.Run, OneThread);
            foreach (var change in delivery)
            {
                known[(change.Id, change.At)] = change;
            }

            project.Query("""
                select id, (epoch(valid_from) / 60)::integer, (epoch(valid_to) / 60)::integer, value, is_deleted, is_current
                from main.history order by id, valid_from
                """).ShouldBe(string.Join('\n', Expected(known)));
        }

        project.Query("select count(*) from (select surrogate_key from main.history group by 1 having count(*) > 1)").ShouldBe("0");
    }

    /// <summary>The same history, thought out one row at a time.</summary>
    private static IEnumerable<string> Expected(SortedDictionary<(int Id, int At), Change> known)
    {
        foreach (var change in known.Values)
        {
            var next = known.Values.Where(c => c.Id == change.Id && c.At > change.At).Select(c => (int?)c.At).Min();
            yield return $"{change.Id}|{change.At}|{Text(next)}|{Text(change.Value)}|{Text(change.Gone)}|{Text(next is null && !change.Gone)}";
        }

        static string Text(object? value) => value is null ? "null" : string.Create(CultureInfo.InvariantCulture, $"{value}").ToLowerInvariant();
    }

    private static void Deliver(TestProject project, List<Change> changes)
    {
        var rows = changes.Select(c => $"('x', {c.Id}, make_timestamp({c.At} * 60000000), {(c.Value is { } value ? value : "null")}, {c.Gone})");
        project.Query(
            "create or replace table main.changes (region varchar, id integer, changed timestamp, value integer, gone boolean); "
            + (changes.Count == 0 ? "" : $"insert into main.changes values {string.Join(", ", rows)}"));
    }
}
