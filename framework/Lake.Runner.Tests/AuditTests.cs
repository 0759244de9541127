using Lake.Runner.Events;
using Lake.Runner.Requests;
using Shouldly;
using Xunit;

namespace Lake.Runner.Tests;

/// <summary>Tests decide about publication.</summary>
public class AuditTests
{
    private const string Good = "id,name\n1,a\n2,b\n";
    private const string Bad = "id,name\n1,a\n1,c\n";

    [Fact]
    public void What_fails_its_tests_is_not_published()
    {
        using var project = Project(Good);
        project.Check("success downstream\nsuccess orders\nsuccess raw\npass unique_orders_id").Succeeded.ShouldBeTrue();
        project.Folder.Write("seeds/raw.csv", Bad);
        var result = project.Check("skipped downstream\nerror orders\nsuccess raw\nfail unique_orders_id");
        result.Succeeded.ShouldBeFalse();
        result.Nodes.Single(n => n.Name == "orders").Diagnostics[0].Id.ShouldBe("not-published");
        result.Nodes.Single(n => n.Name == "unique_orders_id").Failures.ShouldBe(1);
        result.Nodes.Single(n => n.Name == "unique_orders_id").Diagnostics[0].Id.ShouldBe("test-failed");
        project.Query("select id, name from orders order by 1").ShouldBe("1|a\n2|b");
    }

    [Fact]
    public void What_fails_at_first_does_not_come_to_be()
    {
        using var project = Project(Bad);
        project.Run().Succeeded.ShouldBeFalse();
        project.Catalog().TryLoadTable(new Lake.Iceberg.Names.TableIdentifier("main", "orders")).ShouldBeNull();
    }

    [Theory]
    [InlineData("severity: warn", "warn")]
    [InlineData("error_if: '> 5'", "warn")]
    [InlineData("error_if: '> 5', warn_if: '> 5'", "pass")]
    [InlineData("where: 'id > 1'", "pass")]
    [InlineData("severity: error", "fail")]
    public void Severity_and_thresholds(string config, string expected)
    {
        using var project = Project(Bad, config);
        var status = expected == "fail" ? ("skipped", "error") : ("success", "success");
        var result = project.Check($"{status.Item1} downstream\n{status.Item2} orders\nsuccess raw\n{expected} unique_orders_id");
        result.Nodes.Single(n => n.Name == "unique_orders_id").Failures.ShouldBe(expected == "pass" ? 0 : 1);
    }

    [Theory]
    [InlineData(Bad, "1|2")]
    [InlineData(Good, "")]
    public void Failures_can_be_kept(string seed, string kept)
    {
        using var project = Project(seed, "store_failures: true");
        project.Run();
        project.Query("select unique_field, n_records from main_dbt_test__audit.unique_orders_id").ShouldBe(kept);
    }

    [Fact]
    public void A_test_that_cannot_run_stops_publication()
    {
        using var project = Project(Good);
        project.Folder.Write("tests/broken.sql", "select nothing_of_that_name from {{ ref('orders') }}");
        var result = project.Check("error broken\nskipped downstream\nerror orders\nsuccess raw\npass unique_orders_id");
        var diagnostic = result.Nodes.Single(n => n.Name == "broken").Diagnostics[0];
        diagnostic.Id.ShouldBe("unknown-column");
        diagnostic.Location.ShouldNotBeNull().ToString().ShouldBe("tests/broken.sql:1:8");
    }

    [Fact]
    public void A_test_of_two_models_looks_at_the_later_one_while_it_is_staged()
    {
        using var project = Project(Good);
        project.Folder.Write("tests/both.sql", "select * from {{ ref('orders') }} join {{ ref('downstream') }} using (id) where id > 1");
        project.Check("fail both\nerror downstream\nsuccess orders\nsuccess raw\npass unique_orders_id");
        project.Catalog().TryLoadTable(new Lake.Iceberg.Names.TableIdentifier("main", "downstream")).ShouldBeNull();
    }

    [Fact]
    public void A_test_that_no_model_decides_guards_what_reads_all_that_it_looks_at()
    {
        using var project = new TestProject("""
            --- models/a.sql
            select 1 as id
            --- models/b.sql
            select 1 as id
            --- models/c.sql
            select * from {{ ref('a') }} join {{ ref('b') }} using (id)
            --- models/d.sql
            select * from {{ ref('a') }}
            --- tests/both.sql
            select * from {{ ref('a') }} join {{ ref('b') }} using (id)
            """);
        project.Check("success a\nsuccess b\nfail both\nskipped c\nsuccess d");
    }

    [Fact]
    public void Tests_alone_look_at_what_is_published()
    {
        using var project = Project(Good);
        project.Run().Succeeded.ShouldBeTrue();
        project.Check("pass unique_orders_id", RunCommand.Test);
    }

    [Fact]
    public void Events_tell_of_every_node_when_it_starts_and_ends()
    {
        using var project = Project(Good);
        project.Run(options: new RunOptions { Threads = 1 });
        project.Events.OfType<NodeStarted>().Select(e => e.UniqueId.Split('.')[2]).ShouldBe(["raw", "orders", "unique_orders_id", "downstream"]);
        project.Events.OfType<NodeFinished>().Select(e => e.Result.Name).ShouldBe(["raw", "unique_orders_id", "orders", "downstream"]);
        project.Events[0].ShouldBeOfType<RunStarted>().Nodes.ShouldBe(4);
        project.Events[^1].ShouldBeOfType<RunFinished>().Result.Succeeded.ShouldBeTrue();
    }

    private static TestProject Project(string seed, string config = "severity: error") => new($$"""
        --- seeds/raw.csv
        {{seed}}
        --- models/orders.sql
        {{Ref("table", "raw")}}
        --- models/downstream.sql
        {{Ref("table", "orders")}}
        --- models/schema.yml
        models:
          - name: orders
            columns:
              - name: id
                data_tests:
                  - unique: {{Options(config)}}
        """);

    private static string Options(string config) => "{config: {" + config + "}}";

    private static string Ref(string kind, string name) => "{{ config(materialized='" + kind + "') }} select * from {{ ref('" + name + "') }}";
}
