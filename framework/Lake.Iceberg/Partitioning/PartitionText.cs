using System.Globalization;
using System.Numerics;
using System.Text;
using Lake.Iceberg.Schemas;
using Lake.Iceberg.Values;

namespace Lake.Iceberg.Partitioning;

/// <summary>Partition values as paths and snapshot summaries show them. Nobody reads values back from there.</summary>
public static class PartitionText
{
    /// <summary>Such as <c>ts_hour=2017-12-01-10/data=a%2Fb</c>; empty when there are no partition fields.</summary>
    public static string Path(PartitionSpec spec, Schema schema, PartitionTuple partition)
    {
        var path = new StringBuilder();
        for (var i = 0; i < spec.Fields.Length; i++)
        {
            var field = spec.Fields[i];
            var source = schema.Find(field.SourceId)?.Type as PrimitiveType ?? PrimitiveType.String;
            path.Append(i > 0 ? "/" : "").Append(Encode(field.Name)).Append('=')
                .Append(Encode(field.Transform.ToHuman(source, partition[i])));
        }

        return path.ToString();
    }

    internal static string Human(PrimitiveType type, object? value) => (type.Kind, value) switch
    {
        (_, null) => "null",
        (PrimitiveKind.Boolean, bool b) => b ? "true" : "false",
        (PrimitiveKind.Date, int days) => DateTimeText.WriteDate(days),
        (PrimitiveKind.Time, long time) => DateTimeText.WriteTime(time),
        (PrimitiveKind.Timestamp, long micros) => DateTimeText.WriteTimestamp(micros, 6),
        (PrimitiveKind.TimestampTz, long micros) => DateTimeText.WriteTimestamp(micros, 6) + "+00:00",
        (PrimitiveKind.TimestampNs, long nanos) => DateTimeText.WriteTimestamp(nanos, 9),
        (PrimitiveKind.TimestampTzNs, long nanos) => DateTimeText.WriteTimestamp(nanos, 9) + "+00:00",
        (PrimitiveKind.Decimal, BigInteger unscaled) => SingleValueText.WriteDecimal(unscaled, type.Scale),
        (_, byte[] bytes) => Convert.ToBase64String(bytes),
        (_, Guid guid) => guid.ToString(),
        (_, IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    /// <summary>As Java's <c>URLEncoder</c> does: letters, digits and <c>.-*_</c> stay, a space becomes <c>+</c>.</summary>
    private static string Encode(string text)
    {
        var encoded = new StringBuilder(text.Length);
        foreach (var b in Encoding.UTF8.GetBytes(text))
        {
            var c = (char)b;
            if (char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '*' or '_')
            {
                encoded.Append(c);
            }
            else if (c == ' ')
            {
                encoded.Append('+');
            }
            else
            {
                encoded.Append('%').Append(b.ToString("X2", CultureInfo.InvariantCulture));
            }
        }

        return encoded.ToString();
    }
}
