using Lake.Loader.Files;
using Lake.Loader.Staging;
using Lake.Loader.Streams;
using Lake.Loader.Types;
using Lake.Sql;

namespace Lake.Loader.Reading;

/// <summary>Plain CSV files for the engine to read: nothing is left to its guesses.</summary>
internal static class CsvSql
{
    public static string Read(CsvGroup group, CsvOptions options, IReadOnlyList<SqlType> types)
    {
        var columns = types.Select((type, i) => $"{SqlText.Literal(CsvReader.Field(i))}: {SqlText.Literal(type.ToString())}");
        var nulls = options.NullStrings.Append("").Distinct(StringComparer.Ordinal).Select(SqlText.Literal);
        return $$"""
            read_csv({{FilePattern.List(group.Files.Select(f => f.File))}}, auto_detect = false, header = {{(options.Header ? "true" : "false")}},
              delim = {{Text(options.Delimiter)}}, quote = {{Text(options.Quote)}}, escape = {{Text(options.Quote)}}, strict_mode = true,
              nullstr = [{{string.Join(", ", nulls)}}], allow_quoted_nulls = false{{StageFile.LineSize(group.LongestLine)}},
              columns = {{{string.Join(", ", columns)}}}) AS rows
            """;
    }

    private static string Text(char c) => SqlText.Literal(c.ToString());
}
