using System.Globalization;
using System.Text.Encodings.Web;
using Lake.Loader.Files;
using Lake.Loader.Scanning;
using Lake.Loader.Staging;
using Lake.Loader.Streams;
using Lake.Loader.Types;
using Lake.Sql;

namespace Lake.Loader.Reading;

/// <summary>The columns that JSON lines have, and the SQL that takes them out of the lines.</summary>
internal sealed class JsonColumns(StreamDefinition stream)
{
    public const string Payload = "payload";

    /// <summary>Of a stage whose lines are no more as they were.</summary>
    public const string RawText = "raw_text";

    /// <summary>The columns of a stage.</summary>
    public static IReadOnlyList<string> StageColumns(bool keepsAll) => keepsAll ? [Payload, RawText] : [Payload];

    private const string Values = "lake_values";

    /// <summary>Lines that the engine reads itself.</summary>
    public RowSource Plain(IReadOnlyList<SourceFile> files, JsonKeys keys, int longestLine)
    {
        var size = longestLine * 2L > 16_000_000 ? string.Create(CultureInfo.InvariantCulture, $", maximum_object_size = {longestLine * 2L}") : "";
        var columns = Columns(keys).ToList();
        if (!stream.Payload && columns.Exists(c => c.IsProven) && columns.TrueForAll(c => c.IsProven || c.Column.IsAbsent))
        {
            return WithPartitions(files, [.. columns.Select(c => c.IsProven ? c.Column with { Sql = $"rows.{SqlText.Identifier(c.Key)}" } : c.Column)], "rows.file_index",
                $"read_json({FilePattern.List(files.Select(f => f.File))}, auto_detect = false, format = 'newline_delimited', columns = {Types(columns)}{size}) AS rows");
        }

        return Source(
            files, keys, "file_index",
            $"(SELECT CAST(json AS VARCHAR) AS {Payload}, file_index FROM read_ndjson_objects({FilePattern.List(files.Select(f => f.File))}{size}))");
    }

    public RowSource Staged(IReadOnlyList<SourceFile> files, JsonKeys keys, StageFile stage) =>
        Source(files, keys, "file_number", $"(SELECT {string.Join(", ", stage.Columns.Select(c => $"{stage.Text(c)} AS {c}"))}, file_number, line_number FROM {stage.ToSql()} AS rows)") with
        {
            Line = "rows.line_number",
            RawText = $"rows.{stage.Columns[^1]}",
        };

    private RowSource Source(IReadOnlyList<SourceFile> files, JsonKeys keys, string fileNumber, string lines)
    {
        var number = $"rows.{fileNumber}";
        var columns = Columns(keys).ToList();
        var from = !columns.Exists(c => c.IsProven)
            ? $"{lines} AS rows"
            : $"(SELECT from_json({Payload}, {SqlText.Literal(Structure(columns.Where(c => c.IsProven)))}) AS {Values}, * FROM {lines} AS lines) AS rows";
        return WithPartitions(files, [.. columns.Select(c => c.Column)], number, from) with { RawText = $"rows.{Payload}" };
    }

    private RowSource WithPartitions(IReadOnlyList<SourceFile> files, IReadOnlyList<RowColumn> own, string fileNumber, string from)
    {
        var payload = stream.Payload ? [new RowColumn(Payload, SqlType.Text, $"rows.{Payload}")] : Array.Empty<RowColumn>();
        IReadOnlyList<RowColumn> partitions = stream.PartitionColumns
            ? [.. FileValues.Partitions([.. files.Select(f => f.File)], [.. own.Select(c => c.Name), Payload, .. RowMetadata.Names], fileNumber)]
            : [];
        return new RowSource(files, from, [.. own, .. partitions, .. payload], fileNumber) { PathColumns = [.. partitions.Select(p => p.Name)] };
    }

    /// <summary>The declared columns and those seen in the lines; keys that differ only in case are one.</summary>
    private IEnumerable<JsonColumn> Columns(JsonKeys keys)
    {
        var seen = keys.All.Where(k => k.Kind != JsonKind.Null && IsColumn(k.Name)).ToLookup(k => k.Name, StringComparer.OrdinalIgnoreCase);
        var declared = stream.Columns.Select(c => c.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (var name in stream.Columns.Select(c => c.Name).Concat(seen.Select(group => group.Key)).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            var kind = seen[name].Aggregate(JsonKind.Null, (known, key) => JsonKinds.Join(known, key.Kind));
            var type = JsonKinds.TypeOf(kind);
            if (type is null && !declared.Contains(name))
            {
                continue;
            }

            var spellings = seen[name].Select(k => k.Name).ToList();
            var isProven = type is not null && spellings.Count == 1;
            var sql = isProven ? $"struct_extract(rows.{Values}, {SqlText.Literal(spellings[0])})" : Extract(spellings);
            yield return new JsonColumn(new RowColumn(name, isProven ? SqlType.Parse(type ?? "VARCHAR") : SqlType.Text, sql) { IsAbsent = spellings.Count == 0 }, isProven, spellings.FirstOrDefault(name));
        }
    }

    private bool IsColumn(string key) =>
        key.Trim().Length > 0 && !key.Contains('\0', StringComparison.Ordinal) && !RowMetadata.Contains(key)
        && !(stream.Payload && string.Equals(key, Payload, StringComparison.OrdinalIgnoreCase));

    /// <summary>The first of the spellings that a line has, as text.</summary>
    private static string Extract(List<string> spellings)
    {
        var values = spellings.Select(key => $"(rows.{Payload} ->> {SqlText.Literal(Pointer(key))})").ToList();
        return values.Count switch
        {
            0 => "CAST(NULL AS VARCHAR)",
            1 => values[0],
            _ => $"coalesce({string.Join(", ", values)})",
        };
    }

    /// <summary>A JSON pointer, in which no character but these two means anything.</summary>
    public static string Pointer(string key) =>
        "/" + key.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    private static string Types(IEnumerable<JsonColumn> columns) =>
        $"{{{string.Join(", ", columns.Where(c => c.IsProven).Select(c => $"{SqlText.Literal(c.Key)}: {SqlText.Literal(c.Column.TypeInFiles.ToString())}"))}}}";

    private static string Structure(IEnumerable<JsonColumn> columns) =>
        $"{{{string.Join(", ", columns.Select(c => $"\"{JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(c.Key)}\": \"{c.Column.TypeInFiles}\""))}}}";

    /// <param name="IsProven">Whether the engine takes all its values for what they are.</param>
    /// <param name="Key">As spelled in the lines.</param>
    private sealed record JsonColumn(RowColumn Column, bool IsProven, string Key);
}
