using System.Globalization;
using System.Numerics;
using System.Text.Encodings.Web;
using System.Text.Json;
using Lake.Iceberg.Schemas;

namespace Lake.Iceberg.Values;

/// <summary>Values as JSON documents carry them, in the defaults of columns.</summary>
internal static class SingleValueJson
{
    public static string? Write(PrimitiveType type, object value) => (type.Kind, value) switch
    {
        (_, bool flag) => flag ? "true" : "false",
        (PrimitiveKind.Int, int number) => number.ToString(CultureInfo.InvariantCulture),
        (PrimitiveKind.Long, long number) => number.ToString(CultureInfo.InvariantCulture),
        (_, float number) => float.IsFinite(number) ? number.ToString("R", CultureInfo.InvariantCulture) : null,
        (_, double number) => double.IsFinite(number) ? number.ToString("R", CultureInfo.InvariantCulture) : null,
        (PrimitiveKind.Decimal, BigInteger unscaled) => Quoted(SingleValueText.WriteDecimal(unscaled, type.Scale)),
        (PrimitiveKind.Date, int days) => Quoted(DateTimeText.WriteDate(days)),
        (PrimitiveKind.Time, long micros) => Quoted(DateTimeText.WriteTime(micros)),
        (PrimitiveKind.Timestamp, long micros) => Quoted(DateTimeText.WriteTimestamp(micros, 6)),
        (PrimitiveKind.TimestampTz, long micros) => Quoted(DateTimeText.WriteTimestamp(micros, 6) + "+00:00"),
        (PrimitiveKind.TimestampNs, long nanos) => Quoted(DateTimeText.WriteTimestamp(nanos, 9)),
        (PrimitiveKind.TimestampTzNs, long nanos) => Quoted(DateTimeText.WriteTimestamp(nanos, 9) + "+00:00"),
        (_, string text) => Quoted(text),
        (_, Guid id) => Quoted(id.ToString()),
        (_, byte[] bytes) => Quoted(Convert.ToHexStringLower(bytes)),
        _ => null,
    };

    private static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}
