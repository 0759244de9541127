using System.Globalization;
using Lake.Loader.Files;
using Lake.Loader.Reading;
using Lake.Sql;

namespace Lake.Loader.Postgres;

/// <summary>Rows that were written to a file, in the engine's words.</summary>
/// <param name="LastKey">Null when no rows are behind these.</param>
internal sealed record PostgresChunk(RawFile File, long Rows, int LongestLine, IReadOnlyList<PostgresColumn> Columns, string? LastKey)
{
    public RowSource Source => new(
        [new SourceFile(File, Rows)],
        $$"""
        read_csv({{FilePattern.Literal(File.FullPath)}}, auto_detect = false, header = false, delim = ',', quote = '"', escape = '"', strict_mode = true, new_line = '\n',
          nullstr = '', allow_quoted_nulls = false{{Staging.StageFile.LineSize(LongestLine)}},
          columns = { {{string.Join(", ", Columns.Select((c, i) => $"{SqlText.Literal(Field(i))}: {SqlText.Literal(c.FileType)}"))}} }) AS rows
        """,
        [.. Columns.Select((c, i) => new RowColumn(c.Name, c.ValueType, c.Value($"rows.{Field(i)}")))],
        "0")
    {
        Line = "CAST(NULL AS BIGINT)",
        RawText = $"CAST(to_json(struct_pack({string.Join(", ", Columns.Select((c, i) => $"{SqlText.Identifier(c.Name)} := {c.Value($"rows.{Field(i)}")}"))})) AS VARCHAR)",
    };

    private static string Field(int number) => string.Create(CultureInfo.InvariantCulture, $"field{number}");
}
