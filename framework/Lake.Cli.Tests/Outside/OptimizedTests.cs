using Lake.Testing;
using Shouldly;
using Xunit;

namespace Lake.Cli.Tests.Outside;

/// <summary>Other programs find in a table whose files were put together what was there before.</summary>
[Collection(OutsideCollection.Name)]
public sealed class OptimizedTests : IDisposable
{
    private readonly TemporaryFolder _folder = new TemporaryFolder().With(
        """
        --- lake_project.yml
        name: judge
        version: "1.0"
        """);

    [Fact]
    public void A_foreign_reader_finds_the_same_rows()
    {
        Fill("partitioned by (day(ts)) sorted by (id desc) tblproperties ('write.delete.mode' = 'merge-on-read', 'write.update.mode' = 'merge-on-read')");
        var before = Sorted(ForeignReader.Read(_folder["warehouse/s/t"]));
        Lake("table", "optimize", "s.t", "--all").ShouldContain("files became 3");
        Sorted(ForeignReader.Read(_folder["warehouse/s/t"])).ShouldBe(before);
        before.Count.ShouldBe(int.Parse(Lake("query", "select count(*) as n from s.t", "--output", "csv").Split('\n')[1], null));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Trino_finds_the_same_rows_and_numbers_of_rows(int version)
    {
        using var metastore = new TemporaryFolder();
        using var trino = TrinoCatalog.OverFiles(metastore);
        Fill($"partitioned by (bucket(2, id)) tblproperties ('format-version' = '{version}', 'write.delete.mode' = 'merge-on-read', 'write.update.mode' = 'merge-on-read')");
        trino.Query("CREATE SCHEMA {0}.s");
        var rows = $"SELECT id, name, CAST(ts AS varchar){(version == 3 ? ", \"$row_id\"" : "")} FROM {{0}}.s.";
        var before = Rows("before");
        Lake("table", "optimize", "s.t", "--all").ShouldContain("delete files gone");
        Rows("after").ShouldBe(before);
        Lake("query", "delete from s.t where id = 50; insert into s.t values (5000, 'new', timestamp '2024-01-09')");
        Rows("later").Count.ShouldBe(before.Count);

        List<string> Rows(string name)
        {
            var metadata = _folder["warehouse/s/t/metadata"];
            var file = $"v{File.ReadAllText($"{metadata}/version-hint.text")}.metadata.json";
            trino.Query($"CALL {{0}}.system.register_table(schema_name => 's', table_name => '{name}', table_location => 'file://{_folder.Path}/warehouse/s/t', metadata_file_name => '{file}')");
            return [.. trino.Query(rows + name).Select(row => string.Join(',', row)).Order(StringComparer.Ordinal)];
        }
    }

    public void Dispose() => _folder.Dispose();

    private void Fill(string properties)
    {
        Lake("query", $"create schema s; create table s.t (id integer, name varchar, ts timestamp) {properties}");
        for (var i = 0; i < 6; i++)
        {
            Lake("query", $"insert into s.t select i, 'n' || i % 5, timestamp '2024-01-01' + to_days((i % 3)::integer) from range({i * 40}, {(i + 1) * 40}) t(i)");
        }

        Lake("query", "delete from s.t where id % 9 = 1; update s.t set name = null where id % 20 = 7; delete from s.t where id % 9 = 2");
    }

    private string Lake(params string[] arguments)
    {
        var result = LakeProgram.Run(_folder.Path, arguments);
        result.ExitCode.ShouldBe(0, result.ToString());
        return result.Output + result.Error;
    }

    private static List<string> Sorted(ForeignTable read) =>
        [.. read.Rows.Select(row => string.Join(" | ", read.Fields.Select((field, i) => CellForm.OfForeign(row[i], field.Type)))).Order(StringComparer.Ordinal)];
}
