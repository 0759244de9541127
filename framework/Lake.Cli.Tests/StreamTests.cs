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

    [Fact]
    public void A_build_without_models_loads_them_all()
    {
        Lake("build").Output.ShouldContain("loaded  stream raw.visits");
        Lake("query", "select id from raw.orders union all select id from raw.visits order by 1", "--output", "csv").Output.ShouldBe("id\n1\n7\n");
    }

    [Fact]
    public void A_build_of_a_part_loads_what_the_part_reads()
    {
        _folder.With(
            """
            --- models/sources.yml
            sources:
              - {name: raw, tables: [{name: orders}]}
            --- models/orders.sql
            select * from {{ source('raw', 'orders') }}
            """);
        var output = Lake("build", "--select", "orders").Output;
        output.ShouldContain("stream raw.orders");
        output.ShouldNotContain("stream raw.visits");
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
        Lake("query", "select typeof(id) as t, amount, code from web.clicks", "--output", "csv").Output.ShouldBe("t,amount,code\nBIGINT,1.50,007\n");
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
        Lake("query", "select n from main.clicks", "--output", "csv").Output.ShouldBe("n\n2\n");
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
        File.WriteAllText(Path.Combine(_folder.Path, "data/orders/1.csv"), "id,amount\n2,20\n");
        Lake(["load", .. arguments]).Output.ShouldNotContain("raw.visits");
        Lake("query", "select id, amount from raw.orders", "--output", "csv").Output.ShouldBe("id,amount\n2,20\n");
    }

    public void Dispose() => _folder.Dispose();

    private ProgramResult Lake(params string[] arguments)
    {
        var result = LakeProgram.Run(_folder.Path, arguments);
        result.ExitCode.ShouldBe(0, result.ToString());
        return result;
    }
}
