using System.Text.Json;
using Shouldly;
using Xunit;

namespace Lake.Cli.Tests;

/// <summary>The commands around a build, on the smallest project in which each has something to do.</summary>
public sealed class CommandTests : IDisposable
{
    private readonly CliProject _project = new(CliProject.TwoTargets +
        """
        --- seeds/raw.csv
        id,loaded_at
        1,2020-01-01 00:00:00
        2,2020-01-02 00:00:00
        --- models/orders.sql
        {{ config(materialized='table') }}
        select id from {{ ref('raw') }} as r
        --- models/latest.sql
        select max(id) as id from {{ ref('orders') }}
        --- models/schema.yml
        models:
          - {name: orders, description: All orders, config: {persist_docs: {relation: true}}, columns: [{name: id, data_tests: [unique]}]}
        sources:
          - name: prod
            tables: [{name: raw, loaded_at_field: loaded_at, freshness: {warn_after: {count: 1, period: day}}}]
        --- macros/mark.sql
        {% macro mark(name) %}{% do run_query("create or replace table prod.marked as select '" ~ name ~ "' as name") %}{% do log('marked ' ~ name, info=True) %}{% endmacro %}
        """);

    [Fact]
    public void Parse_writes_the_manifest_and_runs_nothing()
    {
        Lake(0, "parse");
        Json("manifest.json").GetProperty("nodes").GetProperty("model.shop.orders").GetProperty("name").GetString().ShouldBe("orders");
        Directory.Exists(_project.Folder["warehouse"]).ShouldBeFalse();
    }

    [Fact]
    public void Variables_of_an_env_file_count_where_the_environment_says_nothing()
    {
        File.WriteAllText(_project.Folder[".env"], "# for this project\nexport LAKE_TARGET='dev'\nGREETING=\"hello world\"\n");
        Lake(0, "compile", "--inline", "{{ target.name }} {{ env_var('GREETING') }}").ShouldContain("dev hello world");
        Lake(0, "compile", "--target", "prod", "--inline", "{{ target.name }}").ShouldContain("prod");
    }

    [Fact]
    public void Show_prints_rows_of_a_node_and_of_a_query()
    {
        Lake(0, "build");
        Lake(0, "show", "--select", "orders", "--limit", "1").ShouldContain("(1 row)");
        Lake(0, "show", "--inline", "select count(*) as n from {{ ref('orders') }}", "--output", "json").ShouldContain("{\"n\":2}");
        Lake(0, "compile", "--inline", "select * from {{ ref('orders') }}").ShouldBe("select * from \"memory\".\"prod\".\"orders\"\n");
        Lake(2, "show", "--inline", "select nothing from {{ ref('orders') }}").ShouldContain("error[unknown-column]");
        Lake(2, "show").ShouldContain("--select");
    }

    [Fact]
    public void Seeds_show_what_was_loaded()
    {
        Lake(0, "seed", "--show").ShouldContain("Sample of prod.raw:");
        Lake(0, "build", "--show", "--resource-type", "model seed").ShouldContain("│  1 │ 2020-01-01 00:00:00");
        Lake(2, "build", "--resource-type", "model sede").ShouldContain("did you mean 'seed'?");
    }

    [Fact]
    public void Run_operation_calls_a_macro_with_arguments()
    {
        Lake(0, "seed");
        Lake(0, "run-operation", "mark", "--args", "{name: today}").ShouldContain("marked today");
        Rows("select name from prod.marked").ShouldBe("today");
        Lake(2, "run-operation", "mrak").ShouldContain("did you mean 'mark'");
        Lake(1, "run-operation", "mark", "--args", "{nome: today}").ShouldContain("nome");
    }

    [Fact]
    public void Empty_runs_give_no_rows_and_full_ones_come_back()
    {
        Lake(0, "build", "--empty");
        Rows("select (select count(*) from prod.raw), (select count(*) from prod.orders)").ShouldBe("0,0");
        Lake(0, "build");
        Rows("select (select count(*) from prod.raw), (select count(*) from prod.orders)").ShouldBe("2,2");
    }

    [Fact]
    public void Defer_reads_what_is_not_built_here_from_the_state()
    {
        Lake(0, "build");
        Directory.Move(_project.Folder["target"], _project.Folder["state"]);
        Lake(0, "run", "--target", "dev", "--select", "latest", "--defer", "--state", "state");
        Rows("select id from dev.latest").ShouldBe("2");
        Lake(1, "run", "--target", "dev", "--select", "latest").ShouldContain("orders");
        Lake(0, "test", "--target", "dev", "--select", "orders", "--defer", "--state", "state").ShouldContain("1 tests passed");
        Lake(0, "seed", "--target", "dev");
        Lake(0, "run", "--target", "dev", "--select", "orders", "--defer", "--favor-state", "--state", "state");
        Lake(0, "run", "--target", "dev", "--defer", "--favor-state", "--state", "state");
        File.ReadAllText(_project.Folder["target/compiled/shop/models/orders.sql"]).ShouldContain("\"prod\".\"raw\"");
        Lake(2, "run", "--defer").ShouldContain("error[state-needed]");
        Lake(2, "run", "--defer", "--state", "nowhere").ShouldContain("error[unreadable-state]");
    }

    [Fact]
    public void Clones_show_what_the_state_has()
    {
        Lake(0, "build");
        Directory.Move(_project.Folder["target"], _project.Folder["state"]);
        Lake(0, "clone", "--target", "dev", "--state", "state");
        Rows("select count(*) from dev.orders").ShouldBe("2");
        Lake(0, "clone", "--target", "prod", "--state", "target").ShouldContain("warning[state-is-target]");
    }

    [Fact]
    public void Retry_does_again_what_failed()
    {
        Lake(2, "retry").ShouldContain("error[no-earlier-run]");
        _project.Folder.Write("models/broken.sql", "select nothing from {{ ref('orders') }}");
        Lake(1, "build", "--threads", "1");
        _project.Folder.Write("models/broken.sql", "select id from {{ ref('orders') }}");
        Lake(0, "retry").ShouldContain("1 built");
        Lake(0, "retry").ShouldContain("Nothing to retry");
    }

    [Fact]
    public void Retry_keeps_to_what_was_asked_of_the_run()
    {
        _project.Folder.Write("models/orders.sql", "{{ config(materialized='table') }} select 1 as id from {{ ref('raw') }}");
        Lake(1, "build", "--branch", "dev", "--publish", "all", "--keep-failed").ShouldContain("orders__failed");
        Lake(1, "retry").ShouldContain("orders__failed");
        _project.Folder.Write("models/orders.sql", "{{ config(materialized='table') }} select id from {{ ref('raw') }}");
        Lake(0, "retry");
        _project.Rows("select count(*) from prod.orders", "--branch", "dev").ShouldBe("2");
        Rows("select count(*) from prod.orders").ShouldBe("0");
    }

    [Fact]
    public void Freshness_judges_sources_by_their_newest_rows()
    {
        Lake(0, "seed");
        Lake(0, "source", "freshness").ShouldContain("warn    source prod.raw");
        var result = Json("sources.json").GetProperty("results")[0];
        result.GetProperty("status").GetString().ShouldBe("warn");
        result.GetProperty("max_loaded_at").GetString().ShouldBe("2020-01-02T00:00:00.000000Z");
        _project.Folder.Write("models/schema.yml", File.ReadAllText(_project.Folder["models/schema.yml"]).Replace("loaded_at_field: loaded_at", "loaded_at_field: id", StringComparison.Ordinal));
        Lake(1, "source", "freshness").ShouldContain("error[invalid-freshness]");
    }

    [Fact]
    public void Freshness_comes_from_queries_and_from_snapshots()
    {
        Lake(0, "seed");
        var sources = File.ReadAllText(_project.Folder["models/schema.yml"]);
        _project.Folder.Write("models/schema.yml", sources.Replace("loaded_at_field: loaded_at", "loaded_at_query: \"select max(loaded_at) from {{ this }}\"", StringComparison.Ordinal));
        Lake(0, "source", "freshness").ShouldContain("warn    source prod.raw");
        _project.Folder.Write("models/schema.yml", sources.Replace("loaded_at_field: loaded_at, ", "", StringComparison.Ordinal));
        Lake(0, "source", "freshness").ShouldContain("pass    source prod.raw");
        Json("sources.json").GetProperty("results")[0].GetProperty("max_loaded_at_time_ago_in_s").GetDouble().ShouldBeLessThan(3600);
        Lake(0, "query", "drop table prod.raw");
        Lake(1, "source", "freshness").ShouldContain("error[unknown-relation]");
    }

    [Fact]
    public void Freshness_runs_the_hooks_of_the_project()
    {
        Lake(0, "seed");
        File.AppendAllText(_project.Folder["dbt_project.yml"], "\non-run-start: create table prod.seen as select 1 as id\n");
        Lake(0, "source", "freshness");
        Rows("select count(*) from prod.seen").ShouldBe("1");
        Lake(2, "source", "freshness").ShouldContain("error[relation-exists]");
        File.AppendAllText(_project.Folder["dbt_project.yml"], "flags: {source_freshness_run_project_hooks: false}\n");
        Lake(0, "source", "freshness");
    }

    [Fact]
    public void Docs_hold_what_the_lakehouse_has()
    {
        Lake(0, "build");
        Lake(0, "docs", "generate");
        var table = Json("catalog.json").GetProperty("nodes").GetProperty("model.shop.orders");
        table.GetProperty("metadata").GetProperty("comment").GetString().ShouldBe("All orders");
        table.GetProperty("columns").GetProperty("id").GetProperty("type").GetString().ShouldBe("INTEGER");
        Json("catalog.json").GetProperty("sources").GetProperty("source.shop.prod.raw").GetProperty("metadata").GetProperty("type").GetString().ShouldBe("BASE TABLE");
        File.Exists(_project.Folder["target/index.html"]).ShouldBeTrue();
    }

    [Fact]
    public void Selections_by_state_compare_with_the_state()
    {
        Lake(0, "parse");
        Directory.Move(_project.Folder["target"], _project.Folder["state"]);
        _project.Folder.Write("models/orders.sql", "select id + 1 as id from {{ ref('raw') }}");
        Lake(0, "ls", "--select", "state:modified", "--state", "state", "--output", "name").ShouldBe("orders\nunique_orders_id\n");
    }

    [Fact]
    public void Quiet_prints_nothing_of_what_went_well() => Lake(0, "build", "--quiet").ShouldBe("");

    [Fact]
    public void Quiet_prints_no_warnings_either()
    {
        Lake(0, "ls", "--select", "nothing").ShouldContain("warning[nothing-selected]");
        Lake(0, "ls", "--select", "nothing", "--quiet").ShouldBe("");
    }

    [Fact]
    public void Events_are_dbts_as_json()
    {
        var events = Lake(0, "build", "--log-format", "json").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement).ToList();
        var model = events.Single(e => e.GetProperty("info").GetProperty("name").GetString() == "LogModelResult"
            && e.GetProperty("data").GetProperty("node_info").GetProperty("unique_id").GetString() == "model.shop.orders");
        model.GetProperty("data").GetProperty("node_info").GetProperty("node_status").GetString().ShouldBe("success");
        model.GetProperty("data").GetProperty("node_info").GetProperty("materialized").GetString().ShouldBe("table");
        events.ShouldContain(e => e.GetProperty("info").GetProperty("name").GetString() == "LogTestResult");
        events[^1].GetProperty("info").GetProperty("name").GetString().ShouldBe("StatsLine");
    }

    [Fact]
    public void Debug_tells_what_is_missing_without_failing_itself() =>
        Lake(1, "debug", "--target", "none").ShouldContain("error[unknown-target]");

    [Fact]
    public void Flags_of_dbt_that_mean_nothing_here_are_taken() =>
        Lake(0, "--no-partial-parse", "parse", "--no-version-check", "--printer-width", "100");

    public void Dispose() => _project.Dispose();

    private string Lake(int exitCode, params string[] arguments) => _project.Lake(exitCode, arguments);

    private string Rows(string sql) => _project.Rows(sql);

    private JsonElement Json(string file) => _project.Artifact(file);
}
