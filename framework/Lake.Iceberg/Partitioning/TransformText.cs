using System.Globalization;

namespace Lake.Iceberg.Partitioning;

internal static class TransformText
{
    public static Transform Parse(string text) => text.Trim().ToLowerInvariant() switch
    {
        "identity" => Transform.Identity,
        "void" => Transform.Void,
        "year" => Transform.Year,
        "month" => Transform.Month,
        "day" => Transform.Day,
        "hour" => Transform.Hour,
        var other => Parameter(other, "bucket") is { } count ? Transform.Bucket(count)
            : Parameter(other, "truncate") is { } width ? Transform.Truncate(width)
            : new UnknownTransform(text),
    };

    private static int? Parameter(string text, string name) =>
        text.StartsWith(name + "[", StringComparison.Ordinal) && text.EndsWith(']')
        && int.TryParse(text.AsSpan(name.Length + 1, text.Length - name.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var n)
        && n > 0
            ? n
            : null;
}
