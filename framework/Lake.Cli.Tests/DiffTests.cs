using System.Globalization;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace Lake.Cli.Tests;

/// <summary>Two versions of a table, each way of naming them, against what was done to it.</summary>
public sealed class DiffTests : IDisposable
{
    private const string Model = "{{ config(materialized='incremental', unique_key='id') }} select id, name, amount from {{ ref('raw') }}";

    private readonly CliProject _project = new(CliProject.TwoTargets +
        $$"""
        --- seeds/raw.csv
        id,name,amount
        1,a,10
        2,b,20
        3,,30
        --- models/orders.sql
        {{Model}}
        --- models/schema.yml
        models:
          - {name: orders, columns: [{name: amount, data_tests: [not_null]}]}
        """);

    [Fact]
    public void The_last_build_is_compared_with_the_one_before()
    {
        Lake(0, "build");
        Lake(2, "diff", "orders").ShouldContain("no snapshot before");
        _project.Folder.Write("seeds/raw.csv", "id,name,amount\n2,c,21\n3,,30\n4,d,40\n");
        Lake(0, "build");
        Lake(1, "diff", "orders").ShouldContain("0 only in previous");
        var difference = Json(1, "diff", "orders", "--output", "json");
        Numbers(difference).ShouldBe("3 4 0 1 1");
        difference.GetProperty("changed_columns").ToString().ShouldBe("{\"name\":1,\"amount\":1}");
        difference.GetProperty("key")[0].GetString().ShouldBe("id");
        difference.GetProperty("samples")[1].GetProperty("rows").ToString().ShouldBe("[{\"id\":\"2\",\"name\":\"b → c\",\"amount\":\"20 → 21\"}]");
        Numbers(Json(1, "diff", "orders", "--key", "name,amount", "--output", "json")).ShouldBe("3 4 1 2 0");
        Lake(1, "diff", "orders", "--from", "current", "--to", "previous").ShouldContain("1 only in current");
        Lake(0, "diff", "orders", "--from", "current").ShouldContain("equal");
    }

    [Fact]
    public void Versions_are_named_by_snapshot_tag_and_time()
    {
        Lake(0, "build");
        Lake(0, "table", "tag", "prod.orders", "first");
        var snapshot = Lake(0, "query", "select max(snapshot_id) as id from lake_snapshots('prod.orders')", "--output", "csv").Split('\n')[1];
        var time = DateTimeOffset.UtcNow.ToString("O", CultureInfo.InvariantCulture);
        Lake(0, "query", "delete from prod.orders where id = 1");
        foreach (var version in (string[])["first", snapshot, time])
        {
            Numbers(Json(1, "diff", "orders", "--from", version, "--output", "json")).ShouldBe("3 2 1 0 0");
        }

        Lake(2, "diff", "orders", "--from", "frist").ShouldContain("frist");
        Lake(2, "diff", "orders", "--from", "2001-01-01").ShouldContain("had no snapshot");
        Lake(2, "diff", "order").ShouldContain("did you mean 'orders'");
    }

    [Fact]
    public void Code_other_targets_and_what_failed_are_compared_too()
    {
        Lake(0, "build");
        Lake(0, "diff", "orders", "--from", "current", "--to", "code").ShouldContain("equal");
        _project.Folder.Write("models/orders.sql", Model.Replace("amount", "amount * 2 as amount, 1 as extra", StringComparison.Ordinal));
        var code = Json(1, "diff", "orders", "--from", "current", "--to", "code", "--output", "json");
        Numbers(code).ShouldBe("3 3 0 0 3");
        code.GetProperty("columns").ToString().ShouldContain("\"name\":\"extra\",\"before\":null");
        Lake(2, "diff", "orders", "--from", "target:dev").ShouldContain("dev.orders");
        _project.Folder.Write("models/orders.sql", Model);
        Lake(0, "build", "--target", "dev");
        Lake(0, "diff", "orders", "--from", "target:dev").ShouldContain("equal");
        _project.Folder.Write("seeds/raw.csv", "id,name,amount\n9,z,\n");
        Lake(1, "build", "--keep-failed").ShouldContain("orders__failed");
        Numbers(Json(1, "diff", "orders", "--from", "current", "--to", "failed", "--output", "json")).ShouldBe("3 4 0 1 0");
        Lake(2, "diff", "orders", "--from", "target:none").ShouldContain("unknown-target");
    }

    [Fact]
    public void Without_a_key_whole_rows_are_compared()
    {
        _project.Folder.Write("models/orders.sql", "{{ config(materialized='table') }} select name from {{ ref('raw') }}");
        _project.Folder.Write("models/schema.yml", "");
        Lake(0, "build");
        _project.Folder.Write("seeds/raw.csv", "id,name,amount\n1,a,10\n2,a,20\n");
        Lake(0, "build");
        Numbers(Json(1, "diff", "orders", "--output", "json")).ShouldBe("3 2 2 1 0");
        Lake(1, "diff", "orders", "--key", "name").ShouldContain("name is not unique in current");
        Lake(1, "diff", "orders", "--key", "nothing").ShouldContain("'nothing' is not a column of both");
    }

    [Fact]
    public void A_branch_is_compared_with_what_everybody_sees()
    {
        Lake(0, "build");
        _project.Folder.Write("seeds/raw.csv", "id,name,amount\n2,c,21\n3,,30\n4,d,40\n");
        Lake(0, "build", "--branch", "dev");
        Lake(2, "diff", "orders").ShouldContain("no snapshot before");
        var difference = Json(1, "diff", "orders", "--from", "current", "--to", "dev", "--output", "json");
        Numbers(difference).ShouldBe("3 4 0 1 1");
        difference.GetProperty("changed_columns").ToString().ShouldBe("{\"name\":1,\"amount\":1}");
        Numbers(Json(1, "diff", "orders", "--from", "dev", "--to", "current", "--output", "json")).ShouldBe("4 3 1 0 1");
        Lake(0, "publish", "dev");
        Numbers(Json(1, "diff", "orders", "--output", "json")).ShouldBe("3 4 0 1 1");
    }

    public void Dispose() => _project.Dispose();

    private static string Numbers(JsonElement difference) => string.Join(
        ' ', new[] { "rows_before", "rows_after", "only_before", "only_after", "changed" }.Select(n => difference.GetProperty(n).GetInt64()));

    private JsonElement Json(int exitCode, params string[] arguments) => JsonDocument.Parse(Lake(exitCode, arguments)).RootElement;

    private string Lake(int exitCode, params string[] arguments) => _project.Lake(exitCode, arguments);
}
