using System.Globalization;
using Lake.Project.Configs;
using Lake.Project.Values;

namespace Lake.Project.Semantics;

/// <summary>Mappings of the manifest that several kinds share.</summary>
internal static class SemanticShapes
{
    private static readonly string[] Granularities =
        ["nanosecond", "microsecond", "millisecond", "second", "minute", "hour", "day", "week", "month", "quarter", "year"];

    /// <summary>One condition or several; null for none.</summary>
    public static ValueMap? Filter(object? filter) => filter is null ? null
        : ValueMap.Of(("where_filters", new ValueList(ConfigMerge.AsList(filter).Select(f =>
            (object?)ValueMap.Of(("where_sql_template", PlainValues.Text(f)))))));

    /// <summary><c>28 days</c>; null for none. False when it is written in another way.</summary>
    public static bool TryWindow(object? written, out ValueMap? window)
    {
        window = null;
        if (written is null)
        {
            return true;
        }

        var parts = PlainValues.Text(written).ToLowerInvariant().Split(' ');
        if (parts is not [var count, var unit] || !long.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        var single = unit.EndsWith('s') && Granularities.Contains(unit[..^1], StringComparer.Ordinal) ? unit[..^1] : unit;
        window = ValueMap.Of(("count", number), ("granularity", single));
        return true;
    }

    /// <summary>An expression as text: YAML takes <c>1</c> and <c>true</c> for other things.</summary>
    public static string? Expression(object? written) => written is null ? null : PlainValues.Text(written);

    public static string? Name(object? written) => written as string ?? (written as ValueMap)?.Find("name") as string;

    public static ValueMap Meta(object? config) => (config as ValueMap)?.Find("meta") as ValueMap ?? ValueMap.Empty;
}
