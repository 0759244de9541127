using System.Text.RegularExpressions;
using Lake.Project.Nodes;
using Lake.Project.Values;
using Lake.Text;

namespace Lake.Runner.Execution;

/// <summary>
/// Finds the configuration to which an error leads back when the SQL in question was written by a built-in macro: a
/// key column, a partition, a hook, a contract.
/// </summary>
internal static class ConfigBlame
{
    /// <summary>Their values say nothing about SQL, or are words that occur in any.</summary>
    private static readonly string[] Innocent = ["materialized", "enabled", "tags", "meta", "database", "group", "access", "docs", "grants", "packages"];

    /// <summary>The place of the key, or null when no configuration has to do with it.</summary>
    public static Location? Find(Diagnostic diagnostic, CodeNode node)
    {
        var statement = diagnostic.Location is { } location && location.Source.Path.StartsWith('<') ? location : null;
        var word = statement is null ? null : Word(statement);
        var written = node.Config.Values.Where(pair => pair.Value is not null && !Innocent.Contains(pair.Key)).ToList();
        var key = written.FirstOrDefault(pair => Texts(pair.Value).Any(text => IsAbout(diagnostic.Message, statement, word, text))).Key
            ?? written.FirstOrDefault(pair => Mentions(diagnostic.Message, pair.Key)).Key;
        return key is null ? null : Written(node, key) ?? Written(node, key.Replace('-', '_'));
    }

    private static Location? Written(CodeNode node, string key) => node.PlaceOfConfig(key) is var place && place != node.Location ? place : null;

    private static bool IsAbout(string message, Location? statement, string? word, string text) =>
        text.Length > 0
        && (Mentions(message, text) || (word is not null && Mentions(text, word)) || statement?.Source.Text.Trim() == text.Trim());

    /// <summary>The word at the place, unless the statement begins with it: then the engine knew no better place.</summary>
    private static string? Word(Location place)
    {
        var text = place.Source.Text;
        var (start, end) = (place.Span.Start, place.Span.Start);
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] == '_'))
        {
            end++;
        }

        return end == start || text[..start].Trim().Length == 0 ? null : text[start..end];
    }

    private static IEnumerable<string> Texts(object? value) => value switch
    {
        string text => [text],
        ValueList list => list.SelectMany(Texts),
        ValueMap map => map.Values.SelectMany(Texts),
        _ => [],
    };

    private static bool Mentions(string text, string word) =>
        Regex.IsMatch(text, $"(?<![A-Za-z0-9]){Regex.Escape(word)}(?![A-Za-z0-9])", RegexOptions.CultureInvariant);
}
