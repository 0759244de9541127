using Lake.Loader.Reading;
using Lake.Loader.Streams;
using Lake.Loader.Tables;
using Lake.Loader.Types;
using Lake.Sql;

namespace Lake.Loader.Loading;

/// <summary>The statements that part the rows of a source into those of the raw table and those that are none.</summary>
internal sealed class RowSql(StreamDefinition stream, RawTable table)
{
    private readonly ValueConversion _conversion = new(new TextConversion(stream.TimeZone));

    /// <summary>Adds the good rows.</summary>
    public string Insert(RowSource source, LoadId load)
    {
        var rawId = table.FindType(RowMetadata.RawId)?.IsText == true ? "CAST(uuid() AS VARCHAR)" : "uuid()";
        var names = source.Columns.Select(c => c.Name).Concat([RowMetadata.RawId, RowMetadata.LoadedAt, RowMetadata.SourceFile]);
        var values = source.Columns.Select(c => _conversion.Value(c.Sql, c.TypeInFiles, table.TypeOf(c)))
            .Concat([rawId, load.Time, source.ByFile(f => f.Name)]);
        var wrong = Wrong(source).Select(w => w.Condition).ToList();
        return $"""
            INSERT INTO {table.Name} ({string.Join(", ", names.Select(n => SqlText.Identifier(n)))})
            SELECT {string.Join(", ", values)}
            FROM {source.From}
            {(wrong.Count == 0 ? "" : $"WHERE NOT ({string.Join(" OR ", wrong)})")}
            """;
    }

    /// <summary>
    /// Finds what of a source is no row of the table: source file, line, text, column, rule and reason. The source tells lines.
    /// </summary>
    public IEnumerable<string> Rejected(RowSource source)
    {
        var file = source.ByFile(f => f.Name);
        foreach (var unreadable in source.Unreadable)
        {
            var byNumber = FileValues.ToSql([.. source.Files.Select(f => f.File)], f => f.Name, "bad.file_number");
            yield return $"""
                SELECT {byNumber}, bad.line, bad.raw_text, CAST(NULL AS VARCHAR), 'structure', bad.reason
                FROM ({unreadable}) AS bad (file_number, line, raw_text, reason)
                """;
        }

        var wrong = Wrong(source).ToList();
        if (wrong.Count > 0)
        {
            var reasons = wrong.Select(w => $"CASE WHEN {w.Condition} THEN {SqlText.Literal(w.Reason)} || substr(CAST({w.Column.Sql} AS VARCHAR), 1, 100) END");
            yield return $"""
                SELECT {file}, {source.Line}, {source.RawText},
                  CASE {string.Join(" ", wrong.Select(w => $"WHEN {w.Condition} THEN {SqlText.Literal(w.Column.Name)}"))} END,
                  CASE {string.Join(" ", wrong.Select(w => $"WHEN {w.Condition} THEN {SqlText.Literal(w.Rule)}"))} END,
                  concat_ws('; ', {string.Join(", ", reasons)})
                FROM {source.From}
                WHERE {string.Join(" OR ", wrong.Select(w => w.Condition))}
                """;
        }
    }

    /// <summary>Whether any row can be wrong.</summary>
    public bool MayReject(RowSource source) => source.Unreadable.Count > 0 || Wrong(source).Any();

    private IEnumerable<(RowColumn Column, string Rule, string Reason, string Condition)> Wrong(RowSource source)
    {
        foreach (var column in source.Columns)
        {
            var type = table.TypeOf(column);
            if (_conversion.IsWrong(column.Sql, column.TypeInFiles, type) is { } condition)
            {
                yield return (column, "type", $"{column.Name} is not {type}: ", condition);
            }

            if (table.LongestText(column.Name) is { } longest)
            {
                yield return (
                    column, "length", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{column.Name} is longer than {longest}: "),
                    string.Create(System.Globalization.CultureInfo.InvariantCulture, $"(coalesce(length(CAST({column.Sql} AS VARCHAR)), 0) > {longest})"));
            }
        }
    }
}
