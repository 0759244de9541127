using Lake.Runner.Requests;
using Lake.Runner.Results;
using Shouldly;
using Xunit;

namespace Lake.Runner.Tests;

/// <summary>A build without new data changes no table.</summary>
public class ReuseTests
{
    [Fact]
    public void A_second_build_makes_nothing_anew()
    {
        using var project = Project("select * from {{ ref('stg') }}");
        project.Check("success facts\nsuccess orders\nsuccess raw\nsuccess stg\npass unique_orders_id");
        var before = Snapshots(project);
        project.Check("success facts\nno-op orders\nno-op raw\nno-op stg\npass unique_orders_id").Succeeded.ShouldBeTrue();
        Snapshots(project).ShouldBe(before);

        // That the incremental model has nothing to add is known once it has added nothing.
        project.Check("no-op facts\nno-op orders\nno-op raw\nno-op stg\npass unique_orders_id").Succeeded.ShouldBeTrue();
        Snapshots(project).ShouldBe(before);
    }

    [Fact]
    public void A_test_that_passed_is_run_again_when_its_rows_or_its_query_have_changed()
    {
        using var project = Project("select * from {{ ref('stg') }}");
        project.Run();
        Message(project.Run()).ShouldBe("UNCHANGED");
        Message(project.Run(RunCommand.Test)).ShouldBeNull();
        project.Query("insert into orders values (2, 'twice')");
        project.Check("fail unique_orders_id", RunCommand.Test);
        Message(project.Run()).ShouldBeNull();
        Message(project.Run()).ShouldBe("UNCHANGED");
        project.Folder.Write("models/schema.yml", "models:\n  - name: orders\n    columns: [{name: id, data_tests: [{unique: {config: {where: id > 0}}}]}]\n");
        Message(project.Run()).ShouldBeNull();
    }

    [Fact]
    public void A_test_that_failed_is_run_again()
    {
        using var project = Project("select 1 as id, 'a' as name union all select 1, 'b'");
        for (var i = 0; i < 2; i++)
        {
            project.Check($"success facts\nerror orders\n{(i == 0 ? "success" : "no-op")} raw\n{(i == 0 ? "success" : "no-op")} stg\nfail unique_orders_id");
        }
    }

    [Fact]
    public void A_view_is_made_anew_when_it_is_gone_or_reads_other_columns()
    {
        using var project = Project("select * from {{ ref('stg') }}");
        project.Run();
        project.Query("drop view stg");
        project.Check("success facts\nno-op orders\nno-op raw\nsuccess stg\npass unique_orders_id");
        project.Folder.Write("seeds/raw.csv", "id,name,more\n1,a,x\n");
        project.Check("success facts\nsuccess orders\nsuccess raw\nsuccess stg\npass unique_orders_id");
        project.Query("select more from stg").ShouldBe("x");
    }

    private static string? Message(RunResult result) => result.Nodes.Single(n => n.Name == "unique_orders_id").Message;

    [Fact]
    public void New_data_is_noticed_through_views()
    {
        using var project = Project("select * from {{ ref('stg') }}");
        project.Run();
        project.Folder.Write("seeds/raw.csv", "id,name\n1,a\n2,b\n3,c\n");
        project.Check("success facts\nsuccess orders\nsuccess raw\nno-op stg\npass unique_orders_id");
        project.Query("select count(*) from orders").ShouldBe("3");
    }

    [Fact]
    public void New_rows_of_a_large_seed_are_noticed()
    {
        using var project = Project("select * from {{ ref('stg') }}");
        var rows = string.Concat(Enumerable.Range(0, 40_000).Select(i => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{i},a name of some length for {i}\n")));
        project.Folder.Write("seeds/raw.csv", "id,name\n" + rows);
        project.Run();
        project.Folder.Write("seeds/raw.csv", "id,name\n" + rows + "40000,one more\n");
        project.Check("success facts\nsuccess orders\nsuccess raw\nno-op stg\npass unique_orders_id");
        project.Query("select count(*) from orders").ShouldBe("40001");
    }

    [Theory]
    [InlineData("select *, now() as at from {{ ref('stg') }}")]
    [InlineData("select *, random() as r from {{ ref('stg') }}")]
    public void What_differs_by_itself_is_made_anew(string sql)
    {
        using var project = Project(sql);
        project.Run();
        project.Check("success facts\nsuccess orders\nno-op raw\nno-op stg\npass unique_orders_id");
    }

    [Fact]
    public void A_changed_model_or_a_full_refresh_is_made_anew()
    {
        using var project = Project("select * from {{ ref('stg') }}");
        project.Run();
        project.Check(
            "success facts\nsuccess orders\nsuccess raw\nsuccess stg\npass unique_orders_id", options: new RunOptions { FullRefresh = true, Threads = 2 });
        project.Folder.Write("models/orders.sql", "{{ config(materialized='table') }} select id from {{ ref('stg') }}");
        project.Check("success facts\nsuccess orders\nno-op raw\nno-op stg\npass unique_orders_id");
    }

    private static (int Raw, int Orders, int Facts) Snapshots(TestProject project) =>
        (project.Snapshots("raw"), project.Snapshots("orders"), project.Snapshots("facts"));

    private static TestProject Project(string sql) => new(
        "--- seeds/raw.csv\nid,name\n1,a\n2,b\n"
        + "--- models/stg.sql\nselect * from {{ ref('raw') }}\n"
        + "--- models/orders.sql\n{{ config(materialized='table') }}\n" + sql + "\n"
        + "--- models/facts.sql\n{{ config(materialized='incremental', incremental_strategy='merge', unique_key='id') }}\nselect * from {{ ref('stg') }}\n"
        + "--- models/schema.yml\nmodels:\n  - name: orders\n    columns: [{name: id, data_tests: [unique]}]\n");
}
