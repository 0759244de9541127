using System.Text.RegularExpressions;
using Lake.DuckDb;
using Lake.Sql;
using Shouldly;
using Xunit;

namespace Lake.Cli.Tests.Outside;

/// <summary>A program that knows nothing of lake finds the same rows in every table of the demo.</summary>
[Collection(OutsideCollection.Name)]
public sealed class ForeignReaderTests(DayByDay built)
{
    [Fact]
    public void A_foreign_reader_finds_the_same_rows()
    {
        var tables = built.Demo.Tables();
        tables.Count.ShouldBeGreaterThan(15);
        foreach (var table in tables)
        {
            var foreign = ForeignReader.Read(built.Demo.FolderOf(table));
            var own = LakeProcess.Query(built.Demo.Root, $"SELECT * FROM {table}");
            var ownRows = own.Select(row => string.Join(" | ", foreign.Fields.Select(field => CellForm.OfLake(row.GetProperty(field.Name), field.Type))));
            var foreignRows = foreign.Rows.Select(row => string.Join(" | ", foreign.Fields.Select((field, i) => CellForm.OfForeign(row[i], field.Type))));
            Sorted(foreignRows).ShouldBe(Sorted(ownRows), table);
        }
    }

    [Fact]
    public void Every_path_in_metadata_is_an_absolute_location()
    {
        foreach (var table in built.Demo.Tables())
        {
            var metadata = Path.Combine(built.Demo.FolderOf(table), "metadata");
            var version = int.Parse(File.ReadAllText(Path.Combine(metadata, "version-hint.text")), null);
            File.Exists(Path.Combine(metadata, $"v{version + 1}.metadata.json")).ShouldBeFalse(table);
            var text = File.ReadAllText(Path.Combine(metadata, $"v{version}.metadata.json"));
            var paths = Regex.Matches(text, "\"(?:location|manifest-list|metadata-file)\"\\s*:\\s*\"([^\"]*)\"");
            paths.Count.ShouldBeGreaterThan(0, table);
            foreach (var path in paths.Select(match => match.Groups[1].Value))
            {
                path.ShouldStartWith("file:///");
            }
        }
    }

    [Fact]
    public void Every_data_file_carries_the_field_ids_of_its_table()
    {
        using var database = DuckDbDatabase.OpenInMemory();
        using var connection = database.Connect();
        foreach (var table in built.Demo.Tables().Where(table => Directory.Exists(Path.Combine(built.Demo.FolderOf(table), "data"))))
        {
            var files = SqlText.Literal(Path.Combine(built.Demo.FolderOf(table), "data", "**", "*.parquet"));
            using var result = connection.Execute($"SELECT count(*), count(field_id) FROM parquet_schema({files}) WHERE type IS NOT NULL");
            var row = result.Rows().Single();
            row[0].ShouldNotBe(0L, table);
            row[1].ShouldBe(row[0], table);
        }
    }

    private static List<string> Sorted(IEnumerable<string> rows) => [.. rows.Order(StringComparer.Ordinal)];
}
