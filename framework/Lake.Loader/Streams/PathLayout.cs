using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Lake.Loader.Streams;

/// <summary>
/// How the ends of the files' paths are built: <c>year={}/month={}/day={}</c>, <c>{year}_{month}_{day}_{epoch}_{part}.parquet</c>.
/// Each name in braces is a column; empty braces have the name in front of them.
/// </summary>
public sealed partial class PathLayout
{
    private readonly Regex _pattern;

    private PathLayout(string text, Regex pattern, ImmutableArray<string> names) => (Text, _pattern, Names) = (text, pattern, names);

    public string Text { get; }

    public ImmutableArray<string> Names { get; }

    /// <summary>Null when the text is no layout.</summary>
    public static PathLayout? Parse(string text)
    {
        var names = ImmutableArray.CreateBuilder<string>();
        var pattern = new StringBuilder("(?:^|/)");
        var at = 0;
        foreach (Match field in Field().Matches(text))
        {
            var between = text[at..field.Index];
            var name = field.Groups[1].Value;
            name = name.Length > 0 ? name : KeyBefore().Match(between).Groups[1].Value;
            if (name.Length == 0 || names.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                return null;
            }

            names.Add(name);
            pattern.Append(Regex.Escape(between)).Append(Values(name));
            at = field.Index + field.Length;
        }

        var rest = text[at..];
        if (names.Count == 0 || rest.AsSpan().IndexOfAny('{', '}') >= 0)
        {
            return null;
        }

        var isFolder = text.EndsWith('/') || text[(text.LastIndexOf('/') + 1)..].Contains('=', StringComparison.Ordinal);
        pattern.Append(Regex.Escape(rest.TrimEnd('/'))).Append(isFolder ? "/.+$" : rest.Contains('.', StringComparison.Ordinal) ? "$" : @"(?:\.[^/]*)?$");
        return new PathLayout(text, new Regex(pattern.ToString(), RegexOptions.CultureInvariant), names.ToImmutable());
    }

    /// <summary>The values in the path; null when it is built otherwise.</summary>
    public ImmutableArray<KeyValuePair<string, string?>>? Match(string path) =>
        _pattern.Match(path) is { Success: true } match
            ? [.. Names.Select((name, i) => KeyValuePair.Create(name, (string?)Uri.UnescapeDataString(match.Groups[i + 1].Value)))]
            : null;

    /// <summary>The day that the values of a path name; null when they name none.</summary>
    public static DateOnly? Day(IReadOnlyCollection<KeyValuePair<string, string?>> values)
    {
        string? Of(params string[] names) => values.FirstOrDefault(v => names.Contains(v.Key, StringComparer.OrdinalIgnoreCase)).Value;
        int? Number(params string[] names) => int.TryParse(Of(names), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

        if (DateOnly.TryParseExact(Of("date", "dt", "ds", "day") ?? "", ["yyyy-MM-dd", "yyyyMMdd", "yyyy_MM_dd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return date;
        }

        return (Number("year"), Number("month"), Number("day")) is ({ } year and > 0 and < 10_000, { } month and > 0 and < 13, { } day and > 0)
            && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;
    }

    public override string ToString() => Text;

    private static string Values(string name) => name switch
    {
        "year" => "([0-9]{4})",
        "month" or "day" or "hour" or "minute" or "second" => "([0-9]{1,2})",
        "epoch" => "([0-9]+)",
        "part" => "([^/.]+)",
        _ => "([^/]+?)",
    };

    [GeneratedRegex(@"\{(\w*)\}", RegexOptions.CultureInvariant)]
    private static partial Regex Field();

    [GeneratedRegex(@"(\w+)=$", RegexOptions.CultureInvariant)]
    private static partial Regex KeyBefore();
}
