using System.Text.Json;
using Lake.Sql;
using Lake.Testing;
using Shouldly;
using Xunit;

namespace Lake.Cli.Tests.Outside;

/// <summary>A distributed engine reads the demo's tables: row counts and a checksum of each column agree.</summary>
[Collection(OutsideCollection.Name)]
public sealed class TrinoTests(DayByDay built)
{
    [Fact]
    public void Trino_finds_the_same_rows()
    {
        using var metastore = new TemporaryFolder();
        using var trino = TrinoCatalog.OverFiles(metastore);
        foreach (var table in built.Demo.Tables())
        {
            Register(trino, table);
            var columns = trino.Query($"DESCRIBE {{0}}.{table}").Select(row => (Name: row[0], Type: row[1])).ToList();
            var theirs = trino.Query($"SELECT {List(columns, TrinoChecksum)} FROM {{0}}.{table}")[0];
            var ours = LakeProcess.Query(built.Demo.Root, $"SELECT {List(columns, DuckDbChecksum)} FROM {table}")[0].EnumerateObject().Select(cell => cell.Value).ToList();
            for (var i = 0; i < ours.Count; i++)
            {
                theirs[i].ShouldBe(ours[i].ToString(), i == 0 ? $"rows of {table}" : $"{table}.{columns[i - 1].Name} {columns[i - 1].Type}");
            }
        }
    }

    private static string List(List<(string Name, string Type)> columns, Func<string, string, string> checksum) =>
        string.Join(", ", columns.Select((column, i) => FormattableString.Invariant($"{checksum(SqlText.Identifier(column.Name), column.Type)} AS c{i}"))
            .Prepend("count(*) AS n"));

    /// <summary>The sum of each value's hash, which does not depend on the order of rows.</summary>
    private static string TrinoChecksum(string column, string type)
    {
        var text = type switch
        {
            "varchar" => column,
            "double" or "real" => $"CAST(CAST({column} AS DECIMAL(38, 6)) AS varchar)",
            "timestamp(6) with time zone" => $"CAST(CAST(at_timezone({column}, 'UTC') AS timestamp(6)) AS varchar)",
            _ when IsNested(type) => "'nested'",
            _ => $"CAST({column} AS varchar)",
        };
        return $"sum(CASE WHEN {column} IS NOT NULL THEN from_base(substr(to_hex(md5(to_utf8({text}))), 1, 8), 16) END)";
    }

    private static string DuckDbChecksum(string column, string type)
    {
        var text = type switch
        {
            "varchar" => column,
            "double" or "real" => $"CAST(CAST({column} AS DECIMAL(38, 6)) AS VARCHAR)",
            "timestamp(6)" => $"strftime({column}, '%Y-%m-%d %H:%M:%S.%f')",
            "timestamp(6) with time zone" => $"strftime({column} AT TIME ZONE 'UTC', '%Y-%m-%d %H:%M:%S.%f')",
            _ when IsNested(type) => "'nested'",
            _ => $"CAST({column} AS VARCHAR)",
        };
        return $"sum(CASE WHEN {column} IS NOT NULL THEN ('0x' || substr(md5({text}), 1, 8))::BIGINT END)";
    }

    private static bool IsNested(string type) =>
        type.StartsWith("row(", StringComparison.Ordinal) || type.StartsWith("array(", StringComparison.Ordinal) || type.StartsWith("map(", StringComparison.Ordinal);

    private void Register(TrinoCatalog trino, string table)
    {
        var metadata = Path.Combine(built.Demo.FolderOf(table), "metadata");
        var file = $"v{File.ReadAllText(Path.Combine(metadata, "version-hint.text")).Trim()}.metadata.json";
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(metadata, file)));
        var location = document.RootElement.GetProperty("location").GetString() ?? "";
        var (schema, name) = (table.Split('.')[0], table.Split('.')[1]);
        trino.Query($"CREATE SCHEMA IF NOT EXISTS {{0}}.{schema}");
        trino.Query(
            $"CALL {{0}}.system.register_table(schema_name => {SqlText.Literal(schema)}, table_name => {SqlText.Literal(name)}, "
            + $"table_location => {SqlText.Literal(location)}, metadata_file_name => {SqlText.Literal(file)})");
    }
}
