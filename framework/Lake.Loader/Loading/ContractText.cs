using System.Text;
using Lake.Loader.Types;
using Lake.Text;
using Lake.Yaml;
using Lake.Yaml.Tree;

namespace Lake.Loader.Loading;

/// <summary>The text of a contract file as columns that were found want it.</summary>
internal static class ContractText
{
    /// <summary>A contract with what was found: new columns at its end, wider types in the place of narrower ones. All else stays as somebody wrote it.</summary>
    /// <param name="text">The contract so far; empty for none.</param>
    /// <param name="found">Columns with a remark for whoever reviews.</param>
    public static (string Text, IReadOnlyList<string> Changes) Update(string text, IReadOnlyList<(string Name, SqlType Type, string? Note)> found)
    {
        var changes = new List<string>();
        var columns = (YamlDocument.Parse(new SourceFile("contract", text)).Root as YamlMapping)?.Find("columns")?.Value as YamlMapping;
        var result = new StringBuilder(columns is null ? "columns:\n" : text.EndsWith('\n') ? text : text + "\n");
        foreach (var (entry, column) in (columns?.Entries ?? []).Select(e => (e, found.FirstOrDefault(f => string.Equals(f.Name, e.Key.Text, StringComparison.OrdinalIgnoreCase)))).Reverse())
        {
            // From the end, so that the places before it stay where they are.
            if (column.Type is { } type && entry.Value is YamlScalar { Value: string old } scalar && WidestType.Join(Stored(old), type) is var wider && !wider.IsSameAs(Stored(old)))
            {
                result.Remove(scalar.Location.Span.Start, scalar.Location.Span.Length).Insert(scalar.Location.Span.Start, Quoted(wider.ToString().ToLowerInvariant()));
                changes.Insert(0, $"{entry.Key.Text}: {old} becomes {wider.ToString().ToLowerInvariant()}");
            }
        }

        foreach (var (name, type, note) in found.Where(f => columns?.Entries.Any(e => string.Equals(e.Key.Text, f.Name, StringComparison.OrdinalIgnoreCase)) != true))
        {
            result.Append("  ").Append(Quoted(name)).Append(": ").Append(Quoted(type.ToString().ToLowerInvariant())).Append(note is null ? "" : $"  # {note}").Append('\n');
            changes.Add($"{name}: {type.ToString().ToLowerInvariant()} is new");
        }

        return (result.ToString(), changes);
    }

    private static SqlType Stored(string type) => SqlType.Parse(type.ToUpperInvariant() switch
    {
        "INT" => "INTEGER",
        "LONG" => "BIGINT",
        "TEXT" or "STRING" => "VARCHAR",
        "TIMESTAMPTZ" => "TIMESTAMP WITH TIME ZONE",
        var other => other.Replace(", ", ",", StringComparison.Ordinal),
    });

    private static string Quoted(string text) =>
        text.Length > 0 && char.IsAsciiLetter(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or ' ' or '(' or ')')
            && text.ToUpperInvariant() is not ("TRUE" or "FALSE" or "NULL" or "YES" or "NO" or "ON" or "OFF" or "Y" or "N")
            ? text
            : $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
