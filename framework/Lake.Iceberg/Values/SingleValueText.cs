using System.Globalization;
using System.Numerics;
using Lake.Iceberg.Schemas;

namespace Lake.Iceberg.Values;

/// <summary>Values as SQL engines print them.</summary>
internal static class SingleValueText
{
    public static object? Parse(PrimitiveType type, string text) => type.Kind switch
    {
        PrimitiveKind.Boolean => Boolean(text),
        PrimitiveKind.Int => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var i) ? i : null,
        PrimitiveKind.Long => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var l) ? l : null,
        PrimitiveKind.Float => Float(text),
        PrimitiveKind.Double => Double(text),
        PrimitiveKind.Decimal => Decimal(text, type.Scale),
        PrimitiveKind.Date => DateTimeText.ParseDate(text),
        PrimitiveKind.Time => DateTimeText.ParseTime(text),
        PrimitiveKind.Timestamp or PrimitiveKind.TimestampTz => DateTimeText.ParseTimestamp(text, 6),
        PrimitiveKind.TimestampNs or PrimitiveKind.TimestampTzNs => DateTimeText.ParseTimestamp(text, 9),
        PrimitiveKind.String => text,
        PrimitiveKind.Uuid => Guid.TryParse(text, out var guid) ? guid : null,
        PrimitiveKind.Fixed or PrimitiveKind.Binary => Binary(text),
        PrimitiveKind.Unknown or PrimitiveKind.Variant or PrimitiveKind.Geometry or PrimitiveKind.Geography => null,
    };

    public static string WriteDecimal(BigInteger unscaled, int scale)
    {
        if (scale == 0)
        {
            return unscaled.ToString(CultureInfo.InvariantCulture);
        }

        var digits = BigInteger.Abs(unscaled).ToString(CultureInfo.InvariantCulture).PadLeft(scale + 1, '0');
        return $"{(unscaled.Sign < 0 ? "-" : "")}{digits[..^scale]}.{digits[^scale..]}";
    }

    private static bool? Boolean(string text) =>
        text.Equals("true", StringComparison.OrdinalIgnoreCase) || text == "1" ? true
        : text.Equals("false", StringComparison.OrdinalIgnoreCase) || text == "0" ? false
        : null;

    private static float? Float(string text) =>
        Double(text) is { } value ? (float)value : null;

    private static double? Double(string text) => text.ToLowerInvariant() switch
    {
        "inf" or "infinity" => double.PositiveInfinity,
        "-inf" or "-infinity" => double.NegativeInfinity,
        "nan" or "-nan" => double.NaN,
        _ => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null,
    };

    /// <summary>Digits beyond the scale must be zeros.</summary>
    private static BigInteger? Decimal(string text, int scale)
    {
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var (whole, fraction) = point < 0 ? (text, "") : (text[..point], text[(point + 1)..].TrimEnd('0'));
        return fraction.Length <= scale && BigInteger.TryParse(
            whole + fraction.PadRight(scale, '0'), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : null;
    }

    /// <summary>Printable characters stand for themselves, other bytes as <c>\xHH</c>.</summary>
    private static byte[]? Binary(string text)
    {
        var bytes = new List<byte>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\' && i + 3 < text.Length && text[i + 1] is 'x' or 'X')
            {
                if (!byte.TryParse(text.AsSpan(i + 2, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
                {
                    return null;
                }

                bytes.Add(value);
                i += 3;
            }
            else if (char.IsAscii(text[i]))
            {
                bytes.Add((byte)text[i]);
            }
            else
            {
                return null;
            }
        }

        return [.. bytes];
    }
}
