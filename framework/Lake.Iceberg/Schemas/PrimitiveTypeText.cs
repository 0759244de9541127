using System.Globalization;

namespace Lake.Iceberg.Schemas;

/// <summary>The text form of primitive types, as JSON documents carry it.</summary>
internal static class PrimitiveTypeText
{
    private static readonly Dictionary<string, PrimitiveType> ByName = new(StringComparer.Ordinal)
    {
        ["boolean"] = PrimitiveType.Boolean,
        ["int"] = PrimitiveType.Int,
        ["long"] = PrimitiveType.Long,
        ["float"] = PrimitiveType.Float,
        ["double"] = PrimitiveType.Double,
        ["date"] = PrimitiveType.Date,
        ["time"] = PrimitiveType.Time,
        ["timestamp"] = PrimitiveType.Timestamp,
        ["timestamptz"] = PrimitiveType.TimestampTz,
        ["timestamp_ns"] = PrimitiveType.TimestampNs,
        ["timestamptz_ns"] = PrimitiveType.TimestampTzNs,
        ["string"] = PrimitiveType.String,
        ["uuid"] = PrimitiveType.Uuid,
        ["binary"] = PrimitiveType.Binary,
        ["unknown"] = PrimitiveType.Unknown,
        ["variant"] = PrimitiveType.Variant,
        ["geometry"] = PrimitiveType.Geometry(null),
        ["geography"] = PrimitiveType.Geography(null),
    };

    public static string Write(PrimitiveType type) => type.Kind switch
    {
        PrimitiveKind.Decimal => string.Create(CultureInfo.InvariantCulture, $"decimal({type.Precision}, {type.Scale})"),
        PrimitiveKind.Fixed => string.Create(CultureInfo.InvariantCulture, $"fixed[{type.Length}]"),
        PrimitiveKind.Geometry or PrimitiveKind.Geography when type.Parameters is { } parameters =>
            $"{Name(type.Kind)}({parameters})",
        _ => Name(type.Kind),
    };

    public static PrimitiveType? TryParse(string text)
    {
        text = text.Trim();
        if (ByName.TryGetValue(text, out var simple))
        {
            return simple;
        }

        if (Inside(text, "fixed", '[', ']') is { } length)
        {
            return TryNumber(length, out var bytes) && bytes > 0 ? PrimitiveType.Fixed(bytes) : null;
        }

        if (Inside(text, "decimal", '(', ')') is { } digits)
        {
            return digits.Split(',') is [var precision, var scale]
                && TryNumber(precision, out var p) && TryNumber(scale, out var s) && p is > 0 and <= 38 && s <= p
                ? PrimitiveType.Decimal(p, s)
                : null;
        }

        return Inside(text, "geometry", '(', ')') is { } geometry ? PrimitiveType.Geometry(geometry)
            : Inside(text, "geography", '(', ')') is { } geography ? PrimitiveType.Geography(geography)
            : null;
    }

    private static string Name(PrimitiveKind kind) => kind switch
    {
        PrimitiveKind.Boolean => "boolean",
        PrimitiveKind.Int => "int",
        PrimitiveKind.Long => "long",
        PrimitiveKind.Float => "float",
        PrimitiveKind.Double => "double",
        PrimitiveKind.Decimal => "decimal",
        PrimitiveKind.Date => "date",
        PrimitiveKind.Time => "time",
        PrimitiveKind.Timestamp => "timestamp",
        PrimitiveKind.TimestampTz => "timestamptz",
        PrimitiveKind.TimestampNs => "timestamp_ns",
        PrimitiveKind.TimestampTzNs => "timestamptz_ns",
        PrimitiveKind.String => "string",
        PrimitiveKind.Uuid => "uuid",
        PrimitiveKind.Fixed => "fixed",
        PrimitiveKind.Binary => "binary",
        PrimitiveKind.Unknown => "unknown",
        PrimitiveKind.Variant => "variant",
        PrimitiveKind.Geometry => "geometry",
        PrimitiveKind.Geography => "geography",
    };

    private static string? Inside(string text, string name, char open, char close)
    {
        if (!text.StartsWith(name, StringComparison.Ordinal) || !text.EndsWith(close))
        {
            return null;
        }

        var rest = text[name.Length..].TrimStart();
        return rest.Length > 1 && rest[0] == open ? rest[1..^1].Trim() : null;
    }

    private static bool TryNumber(string text, out int number) =>
        int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
