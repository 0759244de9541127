using Lake.Runner.Events;
using Lake.Runner.Requests;
using Shouldly;
using Xunit;

namespace Lake.Runner.Tests;

public class HookTests
{
    [Fact]
    public void Hooks_run_around_models_and_runs()
    {
        using var project = new TestProject("""
            --- lake_project.yml
            name: shop
            version: '1.0'
            on-run-start: "create table if not exists {{ target.schema }}.log (what varchar)"
            on-run-end:
              - "insert into {{ target.schema }}.log values ('end {{ results | length }}')"
              - "{{ say(schemas) }}"
            --- macros/say.sql
            {% macro say(schemas) %}{% do log('schemas ' ~ schemas, info=True) %}{% endmacro %}
            --- models/a.sql
            {{ config(materialized='table', pre_hook="insert into main.log values ('before {{ this.name }}')",
                      post_hook=["insert into main.log select 'after ' || count(*) from {{ this }}"]) }}
            select 1 as id
            """);
        var result = project.Run();
        result.Nodes.SelectMany(n => n.Diagnostics).ShouldBeEmpty();
        result.Succeeded.ShouldBeTrue();
        project.Query("select what from log order by 1").ShouldBe("after 1\nbefore a\nend 1");
        project.Events.OfType<MessageLogged>().Select(e => e.Text).ShouldBe(["schemas ['main']"]);
    }

    [Fact]
    public void What_is_not_defined_is_not_logged()
    {
        using var project = new TestProject("""
            --- lake_project.yml
            name: shop
            version: '1.0'
            on-run-end: "{{ log(graph.nodes['model.shop.a'].alias, info=true) }}{{ log(graph.nodes['model.shop.b'], info=true) }}"
            --- models/a.sql
            select 1 as id
            """);
        project.Run().Succeeded.ShouldBeTrue();
        project.Events.OfType<MessageLogged>().Select(e => e.Text).ShouldBe(["a"]);
    }

    [Fact]
    public void The_end_is_told_of_failures_too()
    {
        using var project = new TestProject("""
            --- lake_project.yml
            name: shop
            version: '1.0'
            on-run-end: "{% for r in results %}{% do log(r.status ~ ' ' ~ r.node.name ~ ' ' ~ r.unique_id, info=True) %}{% endfor %}"
            --- models/a.sql
            select wrong from (select 1 as id)
            """);
        project.Run(options: new RunOptions { FailFast = true }).Succeeded.ShouldBeFalse();
        project.Events.OfType<MessageLogged>().Select(e => e.Text).ShouldBe(["error a model.shop.a"]);
    }

    [Fact]
    public void Results_at_the_end_are_objects_that_packages_turn_into_dicts()
    {
        using var project = new TestProject("""
            --- lake_project.yml
            name: shop
            version: '1.0'
            on-run-end: "{% for r in results %}{% set d = r.to_dict() %}{% do log(d['status'] ~ ' ' ~ d.node.name ~ ' ' ~ d.timing | map(attribute='name') | join(',') ~ ' ' ~ (d.timing[0].started_at is string) ~ ' ' ~ r.timing[0].started_at.year ~ ' ' ~ r.node.to_dict().alias ~ ' ' ~ d.node.compiled_code, info=True) %}{% endfor %}"
            --- models/a.sql
            select 1 as id
            """);
        project.Run().Succeeded.ShouldBeTrue();
        project.Events.OfType<MessageLogged>().Select(e => e.Text).ShouldBe([$"success a compile,execute True {DateTime.UtcNow.Year} a select 1 as id"]);
    }

    [Fact]
    public void A_failing_hook_leaves_everything_undone()
    {
        using var project = new TestProject("""
            --- lake_project.yml
            name: shop
            version: '1.0'
            on-run-start: "select * from nowhere_at_all"
            --- models/a.sql
            select 1 as id
            """);
        project.Check("skipped a\nerror shop-on-run-start-0");
    }

    [Fact]
    public void Materializations_and_strategies_of_the_project_come_first()
    {
        using var project = new TestProject("""
            --- macros/table.sql
            {% materialization table, default %}
              {% call statement('main') %} create or replace table {{ this }} as select 'mine' as who {% endcall %}
              {{ return({'relations': [this]}) }}
            {% endmaterialization %}
            {% macro generate_schema_name(custom_schema_name, node) %}{{ custom_schema_name or target.schema }}{% endmacro %}
            --- models/a.sql
            {{ config(materialized='table', schema='other') }}
            select 1 as id
            """);
        project.Check("success a");
        project.Query("select who from other.a").ShouldBe("mine");
    }
}
