using Lake.Runner.Events;
using Shouldly;
using Xunit;

namespace Lake.Runner.Tests;

/// <summary>Somebody else commits to a node's table between its building and its publication.</summary>
public class OvertakenTests
{
    private const string Incremental = """
        --- models/counts.sql
        {{ config(materialized='incremental', unique_key='id', incremental_strategy='merge') }}
        select 1 as id, {% if is_incremental() %}(select n + 1 from {{ this }} where id = 1){% else %}0{% endif %} as n
        --- models/schema.yml
        models:
          - name: counts
            columns:
              - name: id
                data_tests: [unique]
        """;

    [Fact]
    public void The_node_is_built_and_tested_again_on_the_new_state()
    {
        using var project = new TestProject(Incremental);
        project.Check("success counts\npass unique_counts_id");
        project.Disturb = new("unique_counts_id", "update counts set n = n + 10", Times: 2);
        var result = project.Check("success counts\npass unique_counts_id");
        project.Query("select * from counts").ShouldBe("1|21");
        result.Nodes.Select(n => n.Name).ShouldBe(["unique_counts_id", "counts"]);
        project.Events.OfType<MessageLogged>().Count(m => m.Text.Contains("it is built again", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Fact]
    public void Tests_decide_by_what_they_found_the_last_time()
    {
        using var project = new TestProject(Incremental);
        project.Check("success counts\npass unique_counts_id");
        project.Disturb = new("unique_counts_id", "update counts set n = n; insert into counts values (2, 0), (2, 0)", Times: 1);
        project.Check("error counts\nfail unique_counts_id");
        project.Query("select id, n from counts order by all").ShouldBe("1|0\n2|0\n2|0");
    }

    [Fact]
    public void Rows_that_are_only_added_stay_beside_those_of_others()
    {
        using var project = new TestProject("""
            --- models/log.sql
            {{ config(materialized='incremental', incremental_strategy='append') }}
            select 'run' as what
            --- tests/log_is_filled.sql
            select 1 from (select count(*) as n from {{ ref('log') }}) where n = 0
            """);
        project.Check("success log\npass log_is_filled");
        project.Disturb = new("log_is_filled", "insert into log values ('other')", Times: 1);
        project.Check("success log\npass log_is_filled");
        project.Query("select what, count(*) from log group by 1 order by 1").ShouldBe("other|1\nrun|2");
        project.Events.OfType<MessageLogged>().ShouldBeEmpty();
    }
}
