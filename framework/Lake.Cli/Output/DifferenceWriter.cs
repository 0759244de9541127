using System.Globalization;
using System.Text;
using System.Text.Json;
using Lake.Runner.Comparisons;

namespace Lake.Cli.Output;

/// <summary>How two versions of a table differ, for people or as JSON.</summary>
internal static class DifferenceWriter
{
    public static string Text(string table, TableDifference difference, bool colors)
    {
        var ink = new Terminal.Ink(colors);
        var text = new StringBuilder();
        text.AppendLine($"{ink.Bold(table)}: {difference.Before.Name} → {difference.After.Name}");
        foreach (var column in difference.Columns)
        {
            text.Append("  column  ").AppendLine(column switch
            {
                { Before: null } => ink.Good($"+ {column.Name} {column.After}"),
                { After: null } => ink.Bad($"- {column.Name} {column.Before}"),
                _ => ink.Doubtful($"~ {column.Name} {column.Before} → {column.After}"),
            });
        }

        text.AppendLine(string.Create(CultureInfo.InvariantCulture, $"  rows    {difference.RowsBefore:N0} → {difference.RowsAfter:N0}"));
        text.Append("  ").AppendLine(difference.KeyProblem is { } problem ? $"key     none: {problem}, so whole rows are compared"
            : difference.Key.IsEmpty ? "key     none, so whole rows are compared" : $"key     {string.Join(", ", difference.Key)}");
        text.Append("  ").AppendLine(difference.IsEqual ? ink.Good("equal") : Counts(difference));
        foreach (var sample in difference.Samples)
        {
            text.AppendLine($"  {ink.Faint(sample.Title)}:");
            foreach (var line in sample.Lines())
            {
                text.Append("    ").AppendLine(line);
            }
        }

        return text.ToString();
    }

    public static string Json(string table, TableDifference difference)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, JsonCells.Options))
        {
            json.WriteStartObject();
            json.WriteString("table", table);
            json.WriteString("before", difference.Before.Name);
            json.WriteString("after", difference.After.Name);
            json.WriteBoolean("equal", difference.IsEqual);
            WriteColumns(json, difference);
            json.WriteNumber("rows_before", difference.RowsBefore);
            json.WriteNumber("rows_after", difference.RowsAfter);
            json.WriteStartArray("key");
            foreach (var column in difference.Key)
            {
                json.WriteStringValue(column);
            }

            json.WriteEndArray();
            json.WriteString("key_problem", difference.KeyProblem);
            json.WriteNumber("only_before", difference.OnlyBefore);
            json.WriteNumber("only_after", difference.OnlyAfter);
            json.WriteNumber("changed", difference.Changed);
            json.WriteStartObject("changed_columns");
            foreach (var (column, count) in difference.ChangedColumns)
            {
                json.WriteNumber(column, count);
            }

            json.WriteEndObject();
            WriteSamples(json, difference);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static string Counts(TableDifference difference)
    {
        var parts = new List<string>
        {
            string.Create(CultureInfo.InvariantCulture, $"{difference.OnlyBefore:N0} only in {difference.Before.Name}"),
            string.Create(CultureInfo.InvariantCulture, $"{difference.OnlyAfter:N0} only in {difference.After.Name}"),
        };
        if (!difference.Key.IsEmpty)
        {
            var columns = string.Join(", ", difference.ChangedColumns.Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.Key} {c.Value:N0}")));
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{difference.Changed:N0} changed{(columns.Length > 0 ? $" ({columns})" : "")}"));
        }

        return string.Join(", ", parts);
    }

    private static void WriteColumns(Utf8JsonWriter json, TableDifference difference)
    {
        json.WriteStartArray("columns");
        foreach (var column in difference.Columns)
        {
            json.WriteStartObject();
            json.WriteString("name", column.Name);
            json.WriteString("before", column.Before);
            json.WriteString("after", column.After);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteSamples(Utf8JsonWriter json, TableDifference difference)
    {
        json.WriteStartArray("samples");
        foreach (var sample in difference.Samples)
        {
            json.WriteStartObject();
            json.WriteString("title", sample.Title);
            json.WriteStartArray("rows");
            foreach (var row in sample.Rows)
            {
                json.WriteStartObject();
                for (var i = 0; i < row.Length; i++)
                {
                    json.WriteString(sample.Columns[i], row[i]);
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
