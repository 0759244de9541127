using System.Text.Json;
using Lake.Testing;
using Shouldly;
using Xunit;

namespace Lake.Cli.Tests;

/// <summary>What commands tell and where: events, levels, the log file, warnings that are errors.</summary>
public sealed class LogTests : IDisposable
{
    private readonly TemporaryFolder _folder = new TemporaryFolder().With(
        """
        --- dbt_project.yml
        name: shop
        --- models/orders.sql
        {% do log('quietly', info=False) %}{% do log('loudly', info=True) %}{{ print('as it is') }}{% do run_query('select 2 as inner_id') %}select 1 as id
        --- models/schema.yml
        models:
          - {name: orders, columns: [{name: id, data_tests: [unique, {accepted_values: {arguments: {values: [2], quote: false}, config: {severity: warn}}}]}]}
        """);

    [Fact]
    public void The_log_file_has_every_event_and_the_statements_with_their_comment()
    {
        Lake(0, "build").ShouldContain("loudly");
        var log = File.ReadAllText(_folder["logs/dbt.log"]);
        log.ShouldContain("[debug] [MainThread]: quietly");
        log.ShouldContain("On model.shop.orders: /* {\"app\": \"dbt\", \"dbt_version\"");
        log.ShouldContain("\"node_id\": \"model.shop.orders\"} */\nselect 2 as inner_id");
        Lake(0, "build", "--log-path", "elsewhere", "--log-format-file", "json", "--log-level-file", "info");
        Names(File.ReadAllText(_folder["elsewhere/dbt.log"])).ShouldNotContain("SQLQuery");
        Lake(0, "ls", "--log-level-file", "none", "--log-path", "nowhere");
        File.Exists(_folder["nowhere/dbt.log"]).ShouldBeFalse();
    }

    [Fact]
    public void A_full_log_file_is_put_aside()
    {
        Lake(0, "build");
        Lake(0, "build", "--log-file-max-bytes", "100");
        File.Exists(_folder["logs/dbt.log.1"]).ShouldBeTrue();
    }

    [Fact]
    public void Levels_choose_among_the_events()
    {
        Names(Lake(0, "build", "--log-format", "json")).ShouldBe(
            ["MainReportVersion", "FoundStats", "ConcurrencyLine", "LogStartLine", "JinjaLogInfo", "PrintEvent", "LogStartLine", "LogTestResult", "LogStartLine", "LogTestResult",
             "LogModelResult", "EndOfRunSummary", "RunResultWarning", "RunResultWarningMessage", "StatsLine"], ignoreOrder: true);
        string[] debugging = ["NodeStart", "NodeFinished", "SQLQuery", "SQLQueryStatus", "ArtifactWritten", "MainReportArgs", "CommandCompleted", "JinjaLogDebug"];
        debugging.Except(Names(Lake(0, "build", "--log-format", "json", "--debug", "--full-refresh"))).ShouldBeEmpty();
        Names(Lake(0, "build", "--log-format", "json", "--log-level", "error", "--full-refresh")).ShouldBe(["PrintEvent"]);
        Lake(0, "build", "--quiet", "--full-refresh").ShouldBe("as it is\n");
        Lake(0, "build", "--quiet", "--full-refresh", "--no-print").ShouldBe("");
    }

    [Fact]
    public void Failures_are_told_with_their_reason()
    {
        _folder.Write("models/broken.sql", "select nothing from {{ ref('orders') }}");
        var events = Events(LakeProgram.Run(_folder.Path, "run", "--log-format", "json", "--debug").Output);
        events.Single(e => Name(e) == "CatchableExceptionOnRun").GetProperty("data").GetProperty("exc").GetString().ShouldNotBeNull().ShouldContain("nothing");
        var failure = events.Single(e => Name(e) == "RunResultError");
        failure.GetProperty("info").GetProperty("level").GetString().ShouldBe("error");
        failure.GetProperty("data").GetProperty("node_info").GetProperty("unique_id").GetString().ShouldBe("model.shop.broken");
        var finished = events.Single(e => Name(e) == "NodeFinished" && e.ToString().Contains("model.shop.broken", StringComparison.Ordinal));
        finished.GetProperty("data").GetProperty("run_result").GetProperty("status").GetString().ShouldBe("error");
        _folder.Write("models/broken.sql", "select {{ ref('nobody') }}");
        Events(LakeProgram.Run(_folder.Path, "run", "--log-format", "json").Output).ShouldContain(e => Name(e) == "MainEncounteredError");
    }

    [Fact]
    public void Warnings_are_errors_where_that_is_asked_for()
    {
        Lake(0, "build").ShouldContain("warning[test-warned]");
        Lake(1, "build", "--warn-error", "--full-refresh").ShouldContain("configured to fail if");
        Lake(1, "test", "--warn-error-options", "{error: [LogTestResult]}");
        Lake(0, "test", "--warn-error-options", "{error: all, warn: [test-warned]}");
        Lake(2, "ls", "--select", "nobody", "--warn-error").ShouldContain("error[nothing-selected]");
        Lake(0, "ls", "--select", "nobody", "--warn-error-options", "{silence: [NoNodesForSelectionCriteria]}").ShouldBe("");
        Lake(2, "ls", "--warn-error-options", "{error: [test]}").ShouldContain("error[invalid-warning-options]");
        _folder.Write("dbt_project.yml", "name: shop\nflags: {warn_error_options: {error: [nothing-selected]}}");
        Lake(2, "ls", "--select", "nobody");
        _folder.Write("dbt_project.yml", "name: shop\nflags: {warn_error: true}");
        Lake(1, "test");
    }

    [Theory]
    [InlineData("query-comment: 'by {{ target.name }}'", "/* by local */\nselect 2 as inner_id")]
    [InlineData("query-comment: {comment: by us, append: true}", "select 2 as inner_id\n/* by us */")]
    [InlineData("query-comment: \"{{ return(tojson({'node': node.name if node else none, 'at': connection_name})) }}\"", "/* {\"node\": \"orders\", \"at\": \"model.shop.orders\"} */")]
    [InlineData("query-comment:", "On model.shop.orders: select 2 as inner_id")]
    public void Statements_carry_the_query_comment(string setting, string expected)
    {
        _folder.Write("dbt_project.yml", "name: shop\n" + setting);
        Lake(0, "run");
        File.ReadAllText(_folder["logs/dbt.log"]).ShouldContain(expected);
    }

    [Fact]
    public void A_query_comment_that_would_end_itself_is_refused()
    {
        _folder.Write("dbt_project.yml", "name: shop\nquery-comment: 'a */ b'");
        Lake(2, "run").ShouldContain("error[invalid-query-comment]");
    }

    [Fact]
    public void A_static_page_holds_its_data()
    {
        Lake(0, "docs", "generate", "--static").ShouldContain("static_index.html");
        File.ReadAllText(_folder["target/static_index.html"]).ShouldContain("globalThis.artifacts = {\"manifest.json\": {");
    }

    [Fact]
    public void Statements_of_the_command_line_are_run()
    {
        Lake(0, "run-operation", "--sql", "create schema {{ target.schema }}_more");
        Lake(2, "run-operation").ShouldContain("--sql");
        Lake(0, "show", "--inline-direct", "select '{{' as braces").ShouldContain("{{");
    }

    [Fact]
    public void Lists_are_in_the_order_of_ids_and_have_the_keys_asked_for()
    {
        _folder.Write("models/items.sql", "select * from {{ ref('orders') }}");
        Lake(0, "ls", "--models", "items+ orders+", "--output", "name").ShouldBe("items\norders\n");
        Lake(0, "ls", "--select", "items", "--output", "json", "--output-keys", "name", "config.materialized", "nothing", "direct_parents")
            .ShouldBe("""{"name":"items","config.materialized":"view","direct_parents":["model.shop.orders"]}""" + "\n");
    }

    public void Dispose() => _folder.Dispose();

    private static List<JsonElement> Events(string output) =>
        [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(l => l.StartsWith('{')).Select(l => JsonDocument.Parse(l).RootElement)];

    private static string Name(JsonElement logEvent) => logEvent.GetProperty("info").GetProperty("name").GetString() ?? "";

    private static IEnumerable<string> Names(string output) => Events(output).Select(Name);

    private string Lake(int exitCode, params string[] arguments)
    {
        var result = LakeProgram.Run(_folder.Path, arguments);
        result.ExitCode.ShouldBe(exitCode, result.ToString());
        return result.Output + result.Error;
    }
}
