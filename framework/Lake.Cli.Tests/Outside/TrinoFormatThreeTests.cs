using Lake.Testing;
using Shouldly;
using Xunit;

namespace Lake.Cli.Tests.Outside;

/// <summary>Tables of format 3: Trino reads what was written here and changes it, and that is read here again.</summary>
[Collection(OutsideCollection.Name)]
public sealed class TrinoFormatThreeTests
{
    private const string Count = "count(*) AS n, sum(id) AS s, count(DISTINCT name) AS m";

    [Fact]
    public void Vectors_and_row_ids_are_understood_both_ways()
    {
        using var metastore = new TemporaryFolder();
        using var trino = TrinoCatalog.OverFiles(metastore);
        using var folder = new TemporaryFolder().With(
            """
            --- lake_project.yml
            name: judge
            version: "1.0"
            """);
        Lake(
            """
            create schema s;
            create table s.t (id integer, name varchar default 'none') tblproperties ('format-version' = '3');
            insert into s.t (id) select i from range(1000) t(i);
            delete from s.t where id % 7 = 0;
            update s.t set name = 'changed' where id % 100 = 1;
            insert into s.t (id) values (6000);
            delete from s.t where id = 3;
            """);
        var metadata = folder["warehouse/s/t/metadata"];
        var file = $"v{File.ReadAllText($"{metadata}/version-hint.text")}.metadata.json";
        trino.Query("CREATE SCHEMA {0}.s");
        trino.Query($"CALL {{0}}.system.register_table(schema_name => 's', table_name => 't', table_location => 'file://{folder.Path}/warehouse/s/t', metadata_file_name => '{file}')");

        Cells(trino.Query($"SELECT {Count} FROM {{0}}.s.t")[0]).ShouldBe(Rows("query", $"select {Count} from s.t"));
        Cells(trino.Query("SELECT count(DISTINCT \"$row_id\") - count(*) FROM {0}.s.t")[0]).ShouldBe("0");
        trino.Query("DELETE FROM {0}.s.t WHERE id = 10");
        trino.Query("UPDATE {0}.s.t SET name = 'theirs' WHERE id = 11");
        trino.Query("INSERT INTO {0}.s.t (id) VALUES (7777)");
        var newest = Directory.GetFiles(metadata, "*-*.metadata.json").Order(StringComparer.Ordinal).Last();
        var scanned = Rows("table", "scan", newest).Split('\n').Select(line => line.Split(',')).ToList();
        Cells(trino.Query($"SELECT {Count} FROM {{0}}.s.t")[0])
            .ShouldBe($"{scanned.Count},{scanned.Sum(r => long.Parse(r[0], null))},{scanned.Select(r => r[1]).Where(n => n.Length > 0).Distinct().Count()}");

        void Lake(string sql) => LakeProgram.Run(folder.Path, "query", sql).ExitCode.ShouldBe(0);

        string Rows(params string[] arguments)
        {
            var result = LakeProgram.Run(folder.Path, [.. arguments, "--output", "csv"]);
            result.ExitCode.ShouldBe(0, result.ToString());
            return string.Join('\n', result.Output.TrimEnd('\n').Split('\n').Skip(1));
        }
    }

    private static string Cells(string[] row) => string.Join(',', row);
}
