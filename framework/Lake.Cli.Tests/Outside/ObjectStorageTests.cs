using Lake.Testing;
using Shouldly;
using Xunit;

namespace Lake.Cli.Tests.Outside;

/// <summary>A project whose warehouse is in object storage, its keys in the environment.</summary>
[Collection(OutsideCollection.Name)]
public sealed class ObjectStorageTests : IDisposable
{
    private readonly TemporaryFolder _project = new();

    public void Dispose() => _project.Dispose();

    [Fact]
    public void By_copies_in_the_cache()
    {
        Write(httpFs: "false");
        CheckQueries([]);
        Run([], "debug").ShouldMatch("reading: +copies in .*cache, at most 64 MB; httpfs is not used: the settings say so");
        Directory.GetFiles(_project["cache"], "*.parquet").ShouldNotBeEmpty();
    }

    [Fact]
    public void By_httpfs()
    {
        var library = Judge.At("LAKE_TEST_DUCKDB_LIBRARY");
        Write(httpFs: Judge.At("LAKE_TEST_HTTPFS"));
        var environment = new Dictionary<string, string> { ["LAKE_DUCKDB_LIBRARY"] = library };
        CheckQueries(environment);
        Run(environment, "debug").ShouldMatch("reading: +DuckDB's httpfs reads object storage");
        Directory.Delete(_project["cache"], recursive: true);
        Run(environment, "query", "select count(*) as n from shop.t", "--output", "csv").ShouldContain("\n90");
        Directory.Exists(_project["cache"]).ShouldBeFalse();
    }

    [Fact]
    public void A_setting_that_nothing_reads()
    {
        _project.Write("lake_project.yml", "name: shop\ncatalog:\n  type: jdbc\n  s3: {endpont: http://127.0.0.1:9}\n");
        using var process = LakeProcess.Start(_project.Path, "query", "select 1");
        process.Wait().ShouldBe(2);
        process.Text.ShouldContain("error[invalid-catalog]: 's3.endpont' is no setting of a catalog.");
        process.Text.ShouldContain("did you mean 's3.endpoint'?");
    }

    private void CheckQueries(Dictionary<string, string> environment)
    {
        Run(environment, "query", "create schema if not exists shop; create or replace table shop.t as select range as id, range % 3 as g from range(100); delete from shop.t where id < 10; update shop.t set g = 9 where id = 50");
        Run(environment, "query", "select count(*) as n, max(g) as g from shop.t", "--output", "csv").ShouldContain("\n90,9");
    }

    private void Write(string httpFs) => _project.Write(
        "lake_project.yml",
        $$$"""
        name: shop
        catalog:
          warehouse: s3://lake/{{{Guid.NewGuid():n}}}
          httpfs: {{{httpFs}}}
          cache: {path: {{{_project["cache"]}}}, limit: 64MB}
          s3:
            endpoint: {{{Servers.Minio["endpoint"]}}}
            region: {{{Servers.Minio["region"]}}}
            access_key_id: "{{ env_var('SHOP_KEY') }}"
            secret_access_key: "{{ env_var('SHOP_SECRET') }}"
        """);

    private string Run(Dictionary<string, string> environment, params string[] arguments)
    {
        var all = new Dictionary<string, string>(environment) { ["SHOP_KEY"] = Servers.Minio["access_key"], ["SHOP_SECRET"] = Servers.Minio["secret_key"] };
        using var process = LakeProcess.Start(_project.Path, all, arguments);
        process.Wait().ShouldBe(0, process.Text);
        process.Text.ShouldNotContain(Servers.Minio["secret_key"]);
        return process.Text;
    }
}
