using Shouldly;
using Xunit;

namespace Lake.Runner.Tests;

public class BuildTests
{
    [Fact]
    public void A_project_of_every_kind_of_node_builds()
    {
        using var project = new TestProject("""
            --- seeds/raw.csv
            id,name,day,amount
            1,a,2024-01-01,1.5
            2,"b, c",2024-01-02,2
            3,,2024-01-03,
            --- models/stg.sql
            {{ config(materialized='ephemeral') }}
            select id, name, cast(day as date) as day, amount from {{ ref('raw') }}
            --- models/orders.sql
            {{ config(materialized='table') }}
            with x as (select 10 as factor)
            select stg.*, id * factor as big from {{ ref('stg') }} as stg, x
            --- models/report.sql
            select count(*) as n, sum(amount) as total from {{ ref('orders') }}
            --- models/schema.yml
            models:
              - name: orders
                columns:
                  - name: id
                    data_tests:
                      - unique
                      - not_null
                      - relationships:
                          arguments: {to: ref('raw'), field: id}
            --- tests/few.sql
            select * from {{ ref('report') }} where n > 100
            """);
        var result = project.Check("""
            pass few
            pass not_null_orders_id
            success orders
            success raw
            pass relationships_orders_id__id__ref_raw_
            success report
            pass unique_orders_id
            """);
        result.Succeeded.ShouldBeTrue();
        project.Query("select id, name, day, amount, big from orders order by id").ShouldBe("""
            1|a|2024-01-01|1.5|10
            2|b, c|2024-01-02|2|20
            3|null|2024-01-03|null|30
            """, StringCompareShould.IgnoreLineEndings);
        project.Query("select n, total from report").ShouldBe("3|3.5");
        File.ReadAllText(project.Folder["target/compiled/shop/models/orders.sql"]).ShouldBe("""
            
            with  __dbt__cte__stg as (

            select id, name, cast(day as date) as day, amount from "lake"."main"."raw"
            ), x as (select 10 as factor)
            select stg.*, id * factor as big from __dbt__cte__stg as stg, x
            """, StringCompareShould.IgnoreLineEndings);
        File.Exists(project.Folder["target/run_results.json"]).ShouldBeTrue();
    }

    [Fact]
    public void Ephemeral_models_that_nothing_reads_are_compiled_too()
    {
        using var project = new TestProject("""
            --- models/read.sql
            {{ config(materialized='ephemeral') }}
            select 1 as id
            --- models/unread.sql
            {{ config(materialized='ephemeral') }}
            select id + 1 as id from {{ ref('read') }}
            --- models/broken.sql
            {{ config(materialized='ephemeral') }}
            select {% if execute %}{{ exceptions.raise_compiler_error('never') }}{% endif %}
            --- models/behind.sql
            {{ config(materialized='ephemeral') }}
            select * from {{ ref('gone') }}
            --- models/gone.sql
            select nothing as n
            """);
        var result = project.Check("error gone");
        File.ReadAllText(project.Folder["target/compiled/shop/models/unread.sql"]).ShouldContain("__dbt__cte__read as (");
        File.Exists(project.Folder["target/compiled/shop/models/behind.sql"]).ShouldBeFalse();
        var warning = result.Diagnostics.ShouldHaveSingleItem();
        warning.Id.ShouldBe("ephemeral-not-compiled");
        warning.Message.ShouldBe("the ephemeral model 'broken', which nothing reads, cannot be compiled: never");
    }
}
