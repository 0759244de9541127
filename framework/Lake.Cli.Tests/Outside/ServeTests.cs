using Lake.Testing;
using Shouldly;
using Xunit;

namespace Lake.Cli.Tests.Outside;

/// <summary>A distributed engine reads and writes the embedded lakehouse through <c>lake catalog serve</c>, and lake what it has written.</summary>
[Collection(OutsideCollection.Name)]
public sealed class ServeTests
{
    [Fact]
    public void Trino_reads_and_writes()
    {
        Judge.At("LAKE_TEST_TRINO");
        using var project = new TemporaryFolder().With("--- lake_project.yml\nname: served\n");
        LakeProcess.Run(project.Path, "query", "create schema shop; create table shop.t as select range as id, 'x' || range as name from range(100)");
        using var server = LakeProcess.Start(project.Path, new Dictionary<string, string> { ["LAKE_CATALOG_TOKEN"] = "a token" }, ["catalog", "serve", "--port", "0"]);
        using var trino = new TrinoCatalog(
            $"""
            "iceberg.catalog.type" = 'rest', "iceberg.rest-catalog.uri" = '{server.Address}',
            "iceberg.rest-catalog.security" = 'OAUTH2', "iceberg.rest-catalog.oauth2.token" = 'a token'
            """);

        Cell("SELECT count(*) FROM {0}.shop.t").ShouldBe("100");
        trino.Query("INSERT INTO {0}.shop.t VALUES (1000, 'trino')");
        trino.Query("CREATE SCHEMA {0}.made");
        trino.Query("CREATE TABLE {0}.made.b WITH (partitioning = ARRAY['bucket(id, 4)'], sorted_by = ARRAY['id']) AS SELECT * FROM {0}.shop.t WHERE id < 10");
        trino.Query("ALTER TABLE {0}.made.b ADD COLUMN note varchar");
        trino.Query("UPDATE {0}.made.b SET note = 'n' WHERE id = 3");
        trino.Query("MERGE INTO {0}.made.b b USING (VALUES (bigint '5'), (bigint '100')) s(id) ON b.id = s.id WHEN MATCHED THEN DELETE WHEN NOT MATCHED THEN INSERT (id) VALUES (s.id)");
        trino.Query("CREATE VIEW {0}.made.v AS SELECT id FROM {0}.made.b");
        trino.Query("CREATE OR REPLACE VIEW {0}.made.v AS SELECT id + 1 AS next FROM {0}.made.b");
        Cell("SELECT max(next) FROM {0}.made.v").ShouldBe("101");
        trino.Query("ALTER TABLE {0}.made.b RENAME TO {0}.made.c");
        trino.Query("ALTER TABLE {0}.made.c EXECUTE optimize");
        trino.Query("DROP VIEW {0}.made.v");

        var row = LakeProcess.Query(project.Path, "select count(*) as n, count(note) as notes, (select max(name) from shop.t where id = 1000) as name from made.c")[0];
        row.ToString().ShouldBe("""{"n":10,"notes":1,"name":"trino"}""");
        LakeProcess.Run(project.Path, "query", "insert into made.c values (7, 'lake', 'n')");
        Cell("SELECT count(note) FROM {0}.made.c").ShouldBe("2");
        trino.Query("DROP TABLE {0}.made.c");
        Directory.Exists(project["warehouse/made/c/data"]).ShouldBeFalse();

        string Cell(string sql) => trino.Query(sql)[0][0];
    }

    [Fact]
    public void An_address_that_others_reach_needs_a_token()
    {
        using var project = new TemporaryFolder().With("--- lake_project.yml\nname: served\n");
        using var server = LakeProcess.Start(project.Path, "catalog", "serve", "--host", "0.0.0.0", "--port", "0");
        server.Wait().ShouldBe(2);
        server.Text.ShouldContain("error[unprotected-server]");
    }
}
