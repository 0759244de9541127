using System.Text.Json;
using Shouldly;
using Xunit;

namespace Lake.Cli.Tests.Trino;

/// <summary>A project of which some nodes are built by one engine and some by the other, in one run.</summary>
public sealed class TwoEnginesTests
{
    private const string Project =
        """
        --- seeds/orders.csv
        id,customer,amount
        1,ann,10
        2,bob,20
        --- models/small.sql
        {{ config(materialized='table') }}
        select id, customer, amount, '{{ target.type }}' as engine, '{{ adapter.type() }}' as adapter from {{ ref('orders') }}
        --- models/inner.sql
        {{ config(materialized='ephemeral') }}
        select id, customer, amount, '{{ target.type }} of {{ target.name }}' as engine from {{ ref('small') }}
        --- models/large.sql
        {{ config(materialized='incremental', incremental_strategy='merge', unique_key='id', engine='trino') }}
        select id, customer, amount, engine, array_join(array['a', 'b'], '+') as joined from {{ ref('inner') }}
        --- models/report.sql
        {{ config(materialized='table') }}
        select string_agg(customer, ',' order by id) as customers, sum(amount)::bigint as amount, max(engine) as engine from {{ ref('large') }}
        --- models/models.yml
        models:
          - name: small
            columns: [{name: id, data_tests: [unique, not_null]}]
          - name: large
            columns:
              - {name: id, data_tests: [unique, not_null, {relationships: {arguments: {to: ref('small'), field: id}}}]}
              - {name: amount, data_tests: [not_null]}
          - name: report
            columns: [{name: customers, data_tests: [not_null]}]
        unit_tests:
          - name: large_joins
            model: large
            given:
              - {input: ref('inner'), rows: [{id: 7, customer: zoe, amount: 3, engine: x}]}
            overrides: {macros: {is_incremental: false}}
            expect: {rows: [{id: 7, customer: zoe, amount: 3, joined: a+b}]}
        --- tests/amounts_agree.sql
        select 1 as problem from {{ ref('report') }} where amount <> (select sum(amount) from {{ ref('large') }})
        --- tests/nobody_is_empty.sql
        select regexp_like(customer, 'x') from {{ ref('large') }} where customer = ''
        """;

    [Theory]
    [InlineData(SharedLakehouse.Embedded)]
    [InlineData(SharedLakehouse.Cluster)]
    public void Nodes_are_built_by_the_engine_that_they_ask_for(string target)
    {
        using var lake = new SharedLakehouse("jdbc");
        lake.Write(Project);
        if (target == SharedLakehouse.Cluster)
        {
            // The other way around: what says nothing is embedded by the project file.
            lake.Write("""
                --- lake_project.yml
                name: shop
                profile: shop
                models: {shop: {+engine: duckdb}}
                """);
        }

        lake.Lake("build", "--target", target);
        lake.Both("select customers, amount, engine from main.report").ShouldBe($"\"ann,bob\",30,trino of {target}");
        lake.Both("select engine, adapter from main.small where id = 1").ShouldBe("duckdb,duckdb");

        lake.Write("--- seeds/orders.csv\nid,customer,amount\n1,ann,10\n2,bert,21\n3,cleo,5\n");
        lake.Lake("build", "--target", target);
        lake.Both("select id, customer, amount from main.large order by id").ShouldBe("1,ann,10\n2,bert,21\n3,cleo,5");
        lake.Both("select customers, amount from main.report").ShouldBe("\"ann,bert,cleo\",36");
        lake.Both("select count(*) from main.large").ShouldBe("3");

        var large = Result(lake, "model.shop.large").GetProperty("adapter_response");
        large.GetProperty("query_id").GetString().ShouldNotBeNullOrEmpty();
        large.GetProperty("processed_rows").GetInt64().ShouldBeGreaterThan(0);
        large.GetProperty("splits").GetInt64().ShouldBeGreaterThan(0);
        Result(lake, "model.shop.report").GetProperty("adapter_response").TryGetProperty("query_id", out _).ShouldBeFalse();
    }

    [Fact]
    public void Bad_rows_are_published_by_neither()
    {
        using var lake = new SharedLakehouse("jdbc");
        lake.Write(Project);
        lake.Lake("build");
        lake.Write("--- seeds/orders.csv\nid,customer,amount\n1,ann,10\n2,bob,\n");
        var failed = lake.Run("build");
        failed.ExitCode.ShouldBe(1, failed.ToString());
        lake.Both("select id, amount from main.small order by id").ShouldBe("1,10\n2,");
        lake.Both("select id, amount from main.large order by id").ShouldBe("1,10\n2,20");
        lake.Both("select amount from main.report").ShouldBe("30");

        lake.Write("--- seeds/orders.csv\nid,customer,amount\n1,ann,10\n1,bob,30\n");
        lake.Run("build").ExitCode.ShouldBe(1);
        lake.Both("select id, amount from main.small order by id").ShouldBe("1,10\n2,");
        lake.Both("select count(*) from main.large").ShouldBe("2");
        lake.Query(SharedLakehouse.Cluster, $"select count(*) from information_schema.tables where table_schema = 'main' and table_name like '%lake%'").ShouldBe("0");
    }

    [Fact]
    public void Statements_are_told_of_in_json()
    {
        using var lake = new SharedLakehouse("jdbc");
        lake.Write(Project);
        var events = lake.Lake("build", "--log-format", "json", "--log-level", "debug").Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement)
            .Where(e => e.GetProperty("info").GetProperty("name").GetString() == "QueryStatistics")
            .Select(e => e.GetProperty("data"))
            .ToList();
        events.ShouldContain(e => e.GetProperty("node_info").GetProperty("unique_id").GetString() == "model.shop.large" && e.GetProperty("verb").GetString() == "CREATE TABLE");
        events.ShouldAllBe(e => e.GetProperty("query_id").GetString() != "" && e.GetProperty("splits").GetInt64() >= 0 && e.GetProperty("cpu_time_ms").GetInt64() >= 0);
    }

    [Theory]
    [InlineData("models/m.sql", "{{ config(engine='trino') }} select 1 as id from {{ ref('v') }}", "foreign-view")]
    [InlineData("models/m.sql", "{{ config(engine='spark') }} select 1 as id", "invalid-config-value")]
    public void What_cannot_be_is_said(string file, string text, string rule)
    {
        using var lake = new SharedLakehouse("jdbc");
        lake.Write($"--- models/v.sql\nselect 1 as id\n--- {file}\n{text}\n");
        Error(lake.Run("build"), rule);
    }

    [Fact]
    public void A_run_over_both_is_not_published_as_a_whole()
    {
        using var lake = new SharedLakehouse("jdbc");
        lake.Write(Project);
        Error(lake.Run("build", "--publish", "all"), "several-engines");
    }

    [Fact]
    public void Debug_tries_both()
    {
        using var lake = new SharedLakehouse("jdbc");
        var text = lake.Lake("debug");
        text.ShouldContain("DuckDB ");
        text.ShouldContain("trino 4");
    }

    private static void Error(ProgramResult result, string rule) => (result.Output + result.Error).ShouldContain($"error[{rule}]");

    private static JsonElement Result(SharedLakehouse lake, string id) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(lake.Folder, "target/run_results.json"))).RootElement.GetProperty("results").EnumerateArray()
            .Single(r => r.GetProperty("unique_id").GetString() == id);
}
