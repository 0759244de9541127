using Shouldly;
using Xunit;

namespace Lake.Cli.Tests;

/// <summary>A target that attaches databases beside the lakehouse.</summary>
public sealed class AttachTests : IDisposable
{
    private readonly CliProject _project = new(
        """
        --- dbt_project.yml
        name: shop
        profile: shop
        --- profiles.yml
        shop:
          target: dev
          outputs:
            dev:
              type: duckdb
              path: shop.duckdb
              attach:
                - {path: data/raw.duckdb, alias: raw, read_only: true}
                - {path: data/absent.duckdb}
                - {path: other.duckdb, alias: shop}
            plain: {type: duckdb, path: shop.duckdb}
            wrong: {type: duckdb, path: shop.duckdb, attach: [{path: dbt_project.yml, alias: text}]}
        --- data/.keep
        --- models/sources.yml
        sources:
          - name: orders
            database: raw
            schema: main
            tables: [{name: orders}]
        --- models/totals.sql
        {{ config(materialized='table') }}
        select sum(amount) as amount from {{ source('orders', 'orders') }}

        """);

    public AttachTests() => Raw("create table w.orders as select 1 as id, 10 as amount");

    [Fact]
    public void Models_read_it_as_it_is_now()
    {
        _project.Lake(0, "build");
        _project.Rows("from totals").ShouldBe("10");
        Raw("insert into w.orders values (2, 5)");
        _project.Lake(0, "build");
        _project.Rows("from totals").ShouldBe("15");
        _project.Rows("select count(*) from raw.orders").ShouldBe("2");
    }

    [Fact]
    public void It_is_not_written()
    {
        _project.Lake(1, "query", "insert into raw.orders values (3, 1)").ShouldContain("read-only");
        _project.Lake(1, "query", "create table raw.t as select 1 as id").ShouldContain("read-only");
        _project.Rows("select count(*) from raw.orders").ShouldBe("1");
    }

    [Fact]
    public void What_is_no_database_is_told() =>
        _project.Lake(2, "query", "select 1", "--target", "wrong").ShouldContain("error[sql-error]: The database 'text' cannot be attached: ");

    public void Dispose() => _project.Dispose();

    private void Raw(string sql) => _project.Lake(0, "query", $"attach '{_project.Folder["data/raw.duckdb"]}' as w; {sql}", "--target", "plain");
}
