using System.Text.Json;
using Lake.Testing;
using Shouldly;
using Xunit;

namespace Lake.Cli.Tests;

public sealed class StreamTests : IDisposable
{
    private readonly TemporaryFolder _folder = new TemporaryFolder().With(
        """
        --- lake_project.yml
        name: shop
        streams:
          - {name: orders, path: data/orders/*.csv, format: csv, table: raw.orders}
          - {name: visits, path: data/visits/*.csv, format: csv, table: raw.visits}
        --- data/orders/1.csv
        id,amount
        1,10
        --- data/visits/1.csv
        id
        7
        """);

    private const string ReadsOrders =
        """
        --- models/sources.yml
        sources:
          - {name: raw, tables: [{name: orders}, {name: visits}]}
        --- models/orders.sql
        select * from {{ source('raw', 'orders') }}
        """;

    [Fact]
    public void A_build_without_models_loads_them_all()
    {
        Lake("build").Output.ShouldContain("loaded  stream raw.visits");
        Rows("select id from raw.orders union all select id from raw.visits order by 1").ShouldBe("id\n1\n7\n");
    }

    [Fact]
    public void A_build_of_a_part_loads_what_the_part_reads()
    {
        _folder.With(ReadsOrders);
        var output = Lake("build", "--select", "orders").Output;
        output.ShouldContain("stream raw.orders");
        output.ShouldNotContain("stream raw.visits");
    }

    [Fact]
    public void A_stream_that_fails_holds_back_only_what_reads_it()
    {
        _folder.With(ReadsOrders).With(
            """
            --- project/streams/web/clicks.yml
            path: data/clicks/*.csv
            on_malformed: fail
            columns: {id: bigint}
            --- data/clicks/1.csv
            id
            x
            --- models/clicks.sql
            select * from {{ source('web', 'clicks') }}
            --- models/rejected.sql
            select count(*) as n from {{ source('web', 'clicks__rejected') }}
            --- models/both.sql
            select count(*) as n from {{ ref('clicks') }}, {{ ref('orders') }}
            --- models/alone.sql
            select 1 as n
            """);
        var result = LakeProgram.Run(_folder.Path, "build", "--threads", "2");
        result.ExitCode.ShouldBe(1, result.ToString());
        result.Output.ShouldContain("loaded  stream raw.orders");
        result.Output.ShouldContain("error   stream web.clicks");
        result.Output.ShouldContain("error[malformed-rows]");
        result.Output.ShouldMatch("Failed in .*: 2 built, 3 skipped");
        result.Output.ShouldContain("stream web.clicks failed");
        LakeProgram.Run(_folder.Path, "build", "--quiet").Output.ShouldContain("error[malformed-rows]");
        Rows("select o.id, a.n from main.orders o, main.alone a").ShouldBe("id,n\n1,1\n");

        var events = LakeProgram.Run(_folder.Path, "build", "--log-format", "json").Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement).ToLookup(e => e.GetProperty("info").GetProperty("name").GetString());
        events["StreamFinished"].Select(e => e.GetProperty("data").GetProperty("status").GetString()).Order().ShouldBe(["error", "success", "success"]);
        events["StreamDiagnostic"].Select(e => e.GetProperty("data").GetProperty("id").GetString()).ShouldContain("malformed-rows");

        _folder.Write("data/clicks/1.csv", "id\n7\n");
        var again = Lake("retry").Output;
        again.ShouldContain("loaded  stream web.clicks");
        again.ShouldNotContain("raw.visits");
        again.ShouldContain("3 built");
        Rows("select n from main.both").ShouldBe("n\n1\n");
    }

    [Fact]
    public void Hooks_at_the_start_see_what_is_loaded()
    {
        File.AppendAllText(_folder["lake_project.yml"], "\non-run-start: \"create or replace table main.noted as select count(*) as n from {{ source('raw', 'orders') }}\"\n");
        _folder.With(ReadsOrders).With(
            """
            --- models/visits.sql
            select id, (select n from main.noted) as n from {{ source('raw', 'visits') }}
            """);
        Lake("build");
        _folder.Write("data/orders/2.csv", "id,amount\n2,20\n");
        _folder.Write("data/visits/2.csv", "id\n8\n");
        Lake("build", "--full-refresh");
        Rows("select id, n from main.visits order by 1").ShouldBe("id,n\n7,2\n8,2\n");
    }

    [Fact]
    public void A_build_that_is_published_as_a_whole_loads_first()
    {
        _folder.With(ReadsOrders);
        Lake("build", "--publish", "all").Output.ShouldContain("loaded  stream raw.orders");
        Rows("select id from main.orders").ShouldBe("id\n1\n");
    }

    [Fact]
    public void Contracts_are_written_beside_the_streams()
    {
        _folder.With(
            """
            --- project/streams/web/clicks.yml
            path: data/clicks/*.csv
            --- data/clicks/1.csv
            id,amount,code
            1,1.50,007
            """);
        Lake("load", "--write-contract", "--stream", "web", "--dry-run").Output.ShouldContain("would write project/streams/web/clicks.contract.yml");
        File.Exists(Path.Combine(_folder.Path, "project/streams/web/clicks.contract.yml")).ShouldBeFalse();
        Lake("load", "--write-contract", "--stream", "web").Output.ShouldContain("amount: decimal(18,2) is new");
        File.ReadAllText(Path.Combine(_folder.Path, "project/streams/web/clicks.contract.yml")).ShouldBe("columns:\n  id: bigint\n  amount: \"decimal(18,2)\"\n  code: varchar\n");
        Lake("load");
        Rows("select typeof(id) as t, amount, code from web.clicks").ShouldBe("t,amount,code\nBIGINT,1.50,007\n");
    }

    [Fact]
    public void A_file_declares_a_stream_and_its_source()
    {
        _folder.With(
            """
            --- project/streams/web/clicks.yml
            path: data/clicks
            format: json
            payload: false
            --- data/clicks/1.jsonl
            {"id": 1}
            {"id": 2}
            --- models/clicks.sql
            select count(*) as n from {{ source('web', 'clicks') }}
            """);
        Lake("load", "--dry-run", "--stream", "web").Output.ShouldContain("would load stream web.clicks  1 of 1 files, 19 B, 1 commit");
        Lake("build", "--select", "clicks").Output.ShouldContain("loaded  stream web.clicks");
        Rows("select n from main.clicks").ShouldBe("n\n2\n");
        var events = Lake("load", "--log-format", "json").Output;
        events.ShouldContain("\"name\":\"StreamFinished\"");
        events.ShouldContain("\"stream\":\"web.clicks\"");
    }

    [Fact]
    public void A_day_that_is_none_is_said_so() =>
        LakeProgram.Run(_folder.Path, "load", "--from", "yesterday").ToString().ShouldContain("'yesterday' behind --from is no day");

    [Theory]
    [InlineData("--full-refresh", "orders")]
    [InlineData("--stream", "orders", "--full-refresh")]
    public void A_stream_is_loaded_anew_when_it_is_asked_for(params string[] arguments)
    {
        Lake("load");
        _folder.Write("data/orders/1.csv", "id,amount\n2,20\n");
        Lake(["load", .. arguments]).Output.ShouldNotContain("raw.visits");
        Rows("select id, amount from raw.orders").ShouldBe("id,amount\n2,20\n");
    }

    public void Dispose() => _folder.Dispose();

    private string Rows(string sql) => Lake("query", sql, "--output", "csv").Output;

    private ProgramResult Lake(params string[] arguments)
    {
        var result = LakeProgram.Run(_folder.Path, arguments);
        result.ExitCode.ShouldBe(0, result.ToString());
        return result;
    }
}
