using Lake.Runner.Requests;
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
        project.Check("success facts\nno-op orders\nno-op raw\nsuccess stg\npass unique_orders_id").Succeeded.ShouldBeTrue();
        Snapshots(project).ShouldBe(before);
    }

    [Fact]
    public void New_data_is_noticed_through_views()
    {
        using var project = Project("select * from {{ ref('stg') }}");
        project.Run();
        project.Folder.Write("seeds/raw.csv", "id,name\n1,a\n2,b\n3,c\n");
        project.Check("success facts\nsuccess orders\nsuccess raw\nsuccess stg\npass unique_orders_id");
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
        project.Check("success facts\nsuccess orders\nsuccess raw\nsuccess stg\npass unique_orders_id");
        project.Query("select count(*) from orders").ShouldBe("40001");
    }

    [Theory]
    [InlineData("select *, now() as at from {{ ref('stg') }}")]
    [InlineData("select *, random() as r from {{ ref('stg') }}")]
    public void What_differs_by_itself_is_made_anew(string sql)
    {
        using var project = Project(sql);
        project.Run();
        project.Check("success facts\nsuccess orders\nno-op raw\nsuccess stg\npass unique_orders_id");
    }

    [Fact]
    public void A_changed_model_or_a_full_refresh_is_made_anew()
    {
        using var project = Project("select * from {{ ref('stg') }}");
        project.Run();
        project.Check(
            "success facts\nsuccess orders\nsuccess raw\nsuccess stg\npass unique_orders_id", options: new RunOptions { FullRefresh = true, Threads = 2 });
        project.Folder.Write("models/orders.sql", "{{ config(materialized='table') }} select id from {{ ref('stg') }}");
        project.Check("success facts\nsuccess orders\nno-op raw\nsuccess stg\npass unique_orders_id");
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
