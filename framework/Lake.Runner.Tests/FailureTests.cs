using Lake.Runner.Locking;
using Lake.Runner.Requests;
using Lake.Runner.Results;
using Lake.Text;
using Shouldly;
using Xunit;

namespace Lake.Runner.Tests;

public class FailureTests
{
    [Fact]
    public void An_error_in_sql_is_shown_at_the_models_own_line()
    {
        using var project = new TestProject("""
            --- models/a.sql
            {{ config(materialized='table') }}
            {% set n = 3 %}
            select 1 as id,
                   missing_column + {{ n }} as x
            from (select 2 as other)
            --- models/b.sql
            select * from {{ ref('a') }}
            """);
        var result = project.Check("error a\nskipped b");
        var diagnostic = result.Nodes.Single(n => n.Name == "a").Diagnostics.ShouldHaveSingleItem();
        diagnostic.Id.ShouldBe("unknown-column");
        diagnostic.Location.ShouldNotBeNull().ToString().ShouldBe("models/a.sql:4:8");
        diagnostic.Related[^1].Message.ShouldBe("in the compiled SQL: missing_column + 3 as x");
    }

    [Fact]
    public void An_error_in_sql_of_a_macro_is_shown_at_its_call()
    {
        using var project = new TestProject("""
            --- macros/m.sql
            {% macro broken(name) %}
              nothing_like_{{ name }}
            {% endmacro %}
            --- models/a.sql
            select
              {{ broken('it') }} as x
            from (select 1 as id)
            """);
        var diagnostic = project.Check("error a").Nodes[0].Diagnostics.ShouldHaveSingleItem();
        diagnostic.Location.ShouldNotBeNull().ToString().ShouldBe("models/a.sql:2:6");
        diagnostic.Related.Select(r => r.Location.ToString()).ShouldContain("macros/m.sql:2:3");
    }

    [Fact]
    public void An_error_of_an_ephemeral_model_is_shown_in_its_file()
    {
        using var project = new TestProject("""
            --- models/e.sql
            {{ config(materialized='ephemeral') }}
            select wrong_name from (select 1 as id)
            --- models/a.sql
            select * from {{ ref('e') }}
            """);
        var diagnostic = project.Check("error a").Nodes[0].Diagnostics.ShouldHaveSingleItem();
        diagnostic.Location.ShouldNotBeNull().ToString().ShouldBe("models/e.sql:2:8");
    }

    [Fact]
    public void Failing_fast_leaves_the_rest_undone()
    {
        using var project = new TestProject("""
            --- models/a.sql
            select wrong from (select 1 as id)
            --- models/b.sql
            select 1 as id
            --- models/c.sql
            select 1 as id
            """);
        project.Check("error a\nskipped b\nskipped c", options: new RunOptions { Threads = 1, FailFast = true });
    }

    [Fact]
    public void A_cancelled_run_publishes_nothing_more()
    {
        using var project = new TestProject("""
            --- models/a.sql
            {{ config(materialized='table') }}
            select sum(a.range * b.range % 7) as s from range(10000000) a, range(100000) b
            """);
        using var cancellation = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        var result = project.Run(cancellation: cancellation.Token);
        result.IsCancelled.ShouldBeTrue();
        result.Nodes.ShouldHaveSingleItem().Status.ShouldBe(NodeStatus.Skipped);
        project.Catalog().TryLoadTable(new Lake.Iceberg.Names.TableIdentifier("main", "a")).ShouldBeNull();
    }

    [Fact]
    public void A_second_run_of_a_project_is_refused()
    {
        using var project = new TestProject("--- models/a.sql\nselect 1 as id");
        using (ProjectLock.Take(project.Folder["target"]))
        {
            var diagnostic = Should.Throw<DiagnosticException>(() => project.Run()).Diagnostic;
            diagnostic.Id.ShouldBe("project-busy");
            diagnostic.Message.ShouldContain($"(process {Environment.ProcessId})");
        }

        project.Run().Succeeded.ShouldBeTrue();
    }

    [Fact]
    public void Secrets_are_blotted_out()
    {
        using var project = new TestProject("--- models/a.sql\nselect 'tok-123' as id, wrong_tok from (select 1 as x)")
        {
            Environment = new Dictionary<string, string> { ["DBT_ENV_SECRET_TOKEN"] = "wrong_tok" },
        };
        project.Run().Nodes[0].Message.ShouldNotBeNull().ShouldContain("*****");
    }

    [Fact]
    public void A_run_cannot_write_where_a_file_is_in_the_way()
    {
        using var project = new TestProject("--- models/a.sql\nselect 1 as id\n--- target/compiled/shop\nin the way");
        var result = project.Run();
        result.Nodes[0].Diagnostics[0].Id.ShouldBe("cannot-write");
    }

    [Fact]
    public void What_reads_a_failed_model_goes_on_where_the_model_says_so()
    {
        using var project = new TestProject("""
            --- models/a.sql
            {{ config(materialized='table', on_error='continue') }}
            select 1 as id
            --- models/b.sql
            {{ config(materialized='table') }}
            select id from {{ ref('a') }}
            --- models/c.sql
            select id from {{ ref('b') }}
            """);
        project.Run().Succeeded.ShouldBeTrue();
        project.Folder.Write("models/a.sql", "{{ config(materialized='table', on_error='continue') }} select wrong");
        project.Folder.Write("models/b.sql", "{{ config(materialized='table') }} select id + 1 as id from {{ ref('a') }}");
        project.Check("error a\nsuccess b\nno-op c").Succeeded.ShouldBeFalse();
        project.Query("select id from c").ShouldBe("2");
        project.Run(options: new RunOptions { FailFast = true }).Nodes.ShouldContain(n => n.Name == "b" && n.Status == NodeStatus.Skipped);
    }

    [Fact]
    public void Failed_tests_stop_what_reads_a_model_whatever_the_model_says()
    {
        using var project = new TestProject("""
            --- models/a.sql
            {{ config(materialized='table', on_error='continue') }}
            select null as id
            --- models/b.sql
            select id from {{ ref('a') }}
            --- models/schema.yml
            models: [{name: a, columns: [{name: id, data_tests: [not_null]}]}]
            """);
        project.Check("error a\nskipped b\nfail not_null_a_id");
    }
}
