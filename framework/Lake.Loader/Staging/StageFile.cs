using System.Globalization;
using Lake.Sql;

namespace Lake.Loader.Staging;

/// <summary>A finished stage and the SQL that reads it.</summary>
/// <param name="Writer">Closed.</param>
/// <param name="Columns">Names of the texts after <c>file_number</c> and <c>line_number</c>.</param>
internal sealed record StageFile(StageWriter Writer, IReadOnlyList<string> Columns)
{
    private const int DefaultLineSize = 2_000_000;

    /// <summary>What stands after FROM.</summary>
    public string ToSql()
    {
        var columns = string.Join(", ", Columns.Select(c => $"{SqlText.Literal(c)}: 'VARCHAR'"));
        return $$"""
            read_csv({{SqlText.Literal(Writer.Path)}}, auto_detect = false, header = false, delim = ',', quote = '"', escape = '"',
              nullstr = '\N', allow_quoted_nulls = false, new_line = '\n'{{LineSize(Writer.LongestRow)}},
              columns = {'file_number': 'INTEGER', 'line_number': 'BIGINT', {{columns}}})
            """;
    }

    /// <summary>SQL for a text of the stage as it was in the file.</summary>
    public string Text(string column)
    {
        var text = $"rows.{SqlText.Identifier(column)}";
        return !Writer.HasEscapes ? text
            : $"CASE WHEN contains({text}, chr(26)) THEN replace(replace(replace(replace({text}, chr(26) || '1', chr(13)), chr(26) || '2', chr(10)), chr(26) || '3', '\uFFFD'), chr(26) || '0', chr(26)) ELSE {text} END";
    }

    /// <summary>Options for lines that are longer than the engine expects.</summary>
    public static string LineSize(int longest) => longest * 2L <= DefaultLineSize
        ? ""
        : string.Create(CultureInfo.InvariantCulture, $", max_line_size = {longest * 2L}, buffer_size = {longest * 4L}");
}
