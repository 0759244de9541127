using System.Collections.Immutable;
using System.Globalization;

namespace Lake.Iceberg.Statistics;

/// <summary>How much is kept about a column: nothing, counts, or bounds of at most some length.</summary>
internal readonly record struct MetricsMode(bool Counts, int BoundLength)
{
    private const int DefaultLength = 16;
    private const int DefaultColumns = 100;
    private const string Prefix = "write.metadata.metrics.";

    public static MetricsMode None { get; } = new(false, 0);

    /// <param name="position">Of the leaf column, from 0: columns far behind are left out by default.</param>
    public static MetricsMode Of(ImmutableSortedDictionary<string, string> properties, string path, int position)
    {
        if (properties.TryGetValue($"{Prefix}column.{path}", out var own) && TryParse(own, out var mode))
        {
            return mode;
        }

        if (properties.TryGetValue($"{Prefix}default", out var general) && TryParse(general, out mode))
        {
            return mode;
        }

        var columns = properties.TryGetValue($"{Prefix}max-inferred-column-defaults", out var text)
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : DefaultColumns;
        return position < columns ? new MetricsMode(true, DefaultLength) : None;
    }

    private static bool TryParse(string text, out MetricsMode mode)
    {
        text = text.Trim().ToLowerInvariant();
        mode = text switch
        {
            "none" => None,
            "counts" => new MetricsMode(true, 0),
            "full" => new MetricsMode(true, int.MaxValue),
            _ => text.StartsWith("truncate(", StringComparison.Ordinal) && text.EndsWith(')')
                && int.TryParse(text.AsSpan(9, text.Length - 10), NumberStyles.None, CultureInfo.InvariantCulture, out var length)
                    ? new MetricsMode(true, length)
                    : new MetricsMode(true, -1),
        };
        return mode.BoundLength >= 0;
    }
}
