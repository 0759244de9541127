using System.Globalization;
using Lake.Yaml.Tree;

namespace Lake.Project.Rendering;

/// <summary>Property files hold dates as text, as in dbt: <c>2024-01-02</c>, <c>2024-01-02T03:04:05</c>.</summary>
internal static class DatesAsText
{
    public static YamlNode In(YamlNode node) => node switch
    {
        YamlScalar { Value: DateOnly date } scalar => Text(scalar, date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        YamlScalar { Value: DateTime time } scalar => Text(
            scalar, time.ToString(time.Ticks % TimeSpan.TicksPerSecond == 0 ? "yyyy-MM-ddTHH:mm:ss" : "yyyy-MM-ddTHH:mm:ss.ffffff", CultureInfo.InvariantCulture)),
        YamlScalar { Value: DateTimeOffset time } scalar => Text(scalar, time.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture)),
        YamlSequence list when list.Items.Any(Changes) => new YamlSequence(list.Source, list.Span, [.. list.Items.Select(In)]),
        YamlMapping map when map.Entries.Any(e => Changes(e.Value)) => new YamlMapping(map.Source, map.Span, [.. map.Entries.Select(e => e with { Value = In(e.Value) })]),
        _ => node,
    };

    private static bool Changes(YamlNode node) => node switch
    {
        YamlScalar { Value: DateOnly or DateTime or DateTimeOffset } => true,
        YamlSequence list => list.Items.Any(Changes),
        YamlMapping map => map.Entries.Any(e => Changes(e.Value)),
        _ => false,
    };

    private static YamlScalar Text(YamlScalar scalar, string text) => new(scalar.Source, scalar.Span, text, text, isPlain: false);
}
