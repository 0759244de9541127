using System.Globalization;
using System.Text.RegularExpressions;
using Lake.Project.Values;

namespace Lake.Project.Contexts.UnitTests;

/// <summary>The types that the values of given rows have, where nothing else tells them.</summary>
internal static partial class FixtureTypes
{
    /// <summary>A column of which no value is known.</summary>
    public const string Unknown = "varchar";

    public static List<WarehouseColumn> Of(ValueList rows) =>
        [.. rows.OfType<ValueMap>().SelectMany(r => r).GroupBy(c => c.Key, StringComparer.OrdinalIgnoreCase)
            .Select(g => new WarehouseColumn(g.Key, Of([.. g.Select(c => c.Value).OfType<object>()])))];

    private static string Of(List<object> values) => values switch
    {
        [] => Unknown,
        _ when values.TrueForAll(v => v is bool) => "boolean",
        _ when values.TrueForAll(v => v is long) => "bigint",
        _ when values.TrueForAll(v => v is long or double) => "double",
        _ when values.TrueForAll(v => v is string text && Date().IsMatch(text)) => "date",
        _ when values.TrueForAll(v => v is string text && Timestamp().IsMatch(text)) => "timestamp",
        _ when values.TrueForAll(v => v is string text && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)) => "bigint",
        _ when values.TrueForAll(v => v is string text && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _)) => "double",
        _ when values.TrueForAll(v => v is string text && bool.TryParse(text, out _)) => "boolean",
        _ => Unknown,
    };

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}$", RegexOptions.CultureInvariant)]
    private static partial Regex Date();

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(:\d{2}(\.\d+)?)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Timestamp();
}
