using Lake.Sql;
using Lake.Testing;
using Shouldly;
using Xunit;

namespace Lake.Cli.Tests.Outside;

/// <summary>Programs that know nothing of lake read files where they lie, with the values that their paths and loads tell.</summary>
[Collection(OutsideCollection.Name)]
public sealed class RegisteredFilesTests
{
    private const string Rows = "a|1|1|x|1.50|2025-01-01 10:00:00.500000\nb|2|2|y|2.50|2025-01-02 00:00:00.000000\nc|3|2|z|3.50|2025-01-03 00:00:00.000000";

    [Fact]
    public void Trino_reads_registered_files()
    {
        using var project = Project();
        using var metastore = new TemporaryFolder();
        using var trino = TrinoCatalog.OverFiles(metastore);
        trino.Query("CREATE SCHEMA {0}.shop");
        trino.Query(
            "CALL {0}.system.register_table(schema_name => 'shop', table_name => 'orders', table_location => "
            + $"{SqlText.Literal($"file://{Directory.GetDirectories(project["warehouse/shop"], "orders").Single()}")})");
        Text(trino.Query(
            "SELECT regexp_extract(_source_file, '([a-z]).parquet', 1), id, day, item.y, amount, date_format(ts, '%Y-%m-%d %H:%i:%s.%f') FROM {0}.shop.orders ORDER BY id")).ShouldBe(Rows);
        Text(trino.Query("SELECT id FROM {0}.shop.orders WHERE _source_file = 'data/day=2/b.parquet'")).ShouldBe("2");
        Text(trino.Query("SELECT count(*), count(_loaded_at), count(_raw_id), count(DISTINCT \"$path\") FROM {0}.shop.orders WHERE day = '2' AND amount > 1")).ShouldBe("2|2|0|2");
    }

    [Fact]
    public void A_foreign_reader_reads_registered_files()
    {
        using var project = Project();
        var table = ForeignReader.Read(Directory.GetDirectories(project["warehouse/shop"], "orders").Single());
        string Cell(string?[] row, string name) => row[table.Fields.ToList().FindIndex(f => f.Name == name)] ?? "";
        string.Join('\n', table.Rows.Select(row => $"{Cell(row, "id")}|{Cell(row, "amount")}|{Cell(row, "item")}").Order()).ShouldBe(
            "1|1.50|{\"x\":1,\"y\":\"x\"}\n2|2.50|{\"x\":2,\"y\":\"y\"}\n3|3.50|{\"x\":3,\"y\":\"z\"}");
    }

    private static TemporaryFolder Project()
    {
        var folder = new TemporaryFolder();
        folder.Write("lake_project.yml", "name: registered\n");
        folder.Write("project/streams/shop/orders.yml", "path: data/**/*.parquet\nregister: true\n");
        foreach (var (day, file, id, text, at) in (IEnumerable<(int, string, int, string, string)>)[(1, "a", 1, "x", "2025-01-01 10:00:00.5"), (2, "b", 2, "y", "2025-01-02"), (2, "c", 3, "z", "2025-01-03")])
        {
            Directory.CreateDirectory(folder[$"data/day={day}"]);
            LakeProcess.Run(
                folder.Path, "query",
                $"COPY (SELECT {id}::{(id == 2 ? "INTEGER" : "BIGINT")} AS id, {id}.5::DECIMAL(10, 2) AS amount, {{'x': {id}, 'y': '{text}'}} AS item, TIMESTAMP '{at}' AS ts) TO '{folder[$"data/day={day}/{file}.parquet"]}' (FORMAT parquet)");
        }

        LakeProcess.Run(folder.Path, "load").ShouldContain("3 of 3 files");
        return folder;
    }

    private static string Text(IReadOnlyList<string[]> rows) => string.Join('\n', rows.Select(row => string.Join('|', row)));
}
