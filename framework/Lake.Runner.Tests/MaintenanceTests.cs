using Lake.Runner.Events;
using Lake.Runner.Results;
using Lake.Runner.Rules;
using Shouldly;
using Xunit;

namespace Lake.Runner.Tests;

public class MaintenanceTests
{
    private const string Model = """
        {{ config(materialized='incremental', incremental_strategy='append') }}
        select range as id from range({{ var('n') }})
        """;

    [Fact]
    public void A_table_is_kept_tidy_behind_its_builds()
    {
        using var project = Project("{optimize: true, expire_after_days: 0, keep_snapshots: 2, remove_orphans_after_days: 1}");
        for (var i = 0; i < 6; i++)
        {
            project.Run().Diagnostics.ShouldBeEmpty();
        }

        var told = project.Events.OfType<MessageLogged>().Select(e => e.Text).ToList();
        told.ShouldContain(text => text.Contains("incremental model main.t: 5 files became 1", StringComparison.Ordinal));
        told.ShouldContain(text => text.Contains("snapshots are forgotten", StringComparison.Ordinal));
        project.Snapshots("t").ShouldBe(2);
        project.Query("select count(*) from t").ShouldBe("60");
        project.Query("select count(*) from lake_files('t')").ShouldBe("2");
    }

    [Fact]
    public void What_cannot_be_kept_tidy_is_warned_of_and_is_published_all_the_same()
    {
        using var project = Project("{expire_after_days: 1}");
        project.Run().Succeeded.ShouldBeTrue();
        project.Query("alter table t set tblproperties ('gc.enabled' = 'false')");
        var result = project.Run();
        result.Succeeded.ShouldBeTrue();
        var warning = result.Diagnostics.ShouldHaveSingleItem();
        warning.Rule.ShouldBe(RunnerRules.MaintenanceFailed);
        warning.Message.ShouldContain("'gc.enabled' is false");
        project.Query("select count(*) from t").ShouldBe("20");
    }

    [Fact]
    public void What_is_stored_otherwise_is_unchanged()
    {
        using var project = new TestProject("""
            --- lake_project.yml
            name: shop
            version: '1.0'
            --- models/t.sql
            {{ config(materialized='table', maintenance={'optimize': true}) }} select range as id from range(10)
            --- models/u.sql
            {{ config(materialized='table') }} select count(*) as n from {{ ref('t') }}
            """);
        project.Run().Succeeded.ShouldBeTrue();
        project.Run().Nodes.Select(node => node.Status).Distinct().ShouldBe([NodeStatus.NoOp]);
    }

    private static TestProject Project(string maintenance) => new($"""
        --- lake_project.yml
        name: shop
        version: '1.0'
        vars:
          n: 10
        models:
          +maintenance: {maintenance}
        --- models/t.sql
        {Model}
        """);
}
