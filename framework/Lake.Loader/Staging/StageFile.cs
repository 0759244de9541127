using System.Globalization;
using Lake.Sql;

namespace Lake.Loader.Staging;

/// <summary>A finished stage and the SQL that reads it.</summary>
/// <param name="Path">Of the file.</param>
/// <param name="Rows">How many it has.</param>
/// <param name="LongestRow">In bytes.</param>
/// <param name="Columns">Names of the texts after <c>file_number</c> and <c>line_number</c>.</param>
internal sealed record StageFile(string Path, long Rows, int LongestRow, IReadOnlyList<string> Columns)
{
    private const int DefaultLineSize = 2_000_000;

    public static StageFile Of(StageWriter writer, IReadOnlyList<string> columns) => new(writer.Path, writer.Rows, writer.LongestRow, columns);

    public string ToSql()
    {
        var columns = string.Join(", ", Columns.Select(c => $"{SqlText.Literal(c)}: 'VARCHAR'"));
        var size = LongestRow * 2L > DefaultLineSize
            ? string.Create(CultureInfo.InvariantCulture, $", max_line_size = {LongestRow * 2L}, buffer_size = {LongestRow * 4L}")
            : "";
        return $$"""
            read_csv({{SqlText.Literal(Path)}}, auto_detect = false, header = false, delim = ',', quote = '"', escape = '"',
              nullstr = '\N', allow_quoted_nulls = false{{size}},
              columns = {'file_number': 'INTEGER', 'line_number': 'BIGINT', {{columns}}})
            """;
    }
}
