using System.Numerics;
using System.Text.Json;
using Lake.Engines.DuckDb.Types;
using Lake.Iceberg.Schemas;
using Lake.Iceberg.Values;

namespace Lake.Engines.DuckDb.Pruning;

/// <summary>Constants of a plan as values that bounds are compared with.</summary>
internal static class PlanConstants
{
    /// <summary>Times of the years 1 to 9999; what is further away may be no time, but infinity.</summary>
    private const int MostDays = 3_000_000;
    private const long MostMicros = MostDays * 86_400_000_000L;

    /// <summary>Null for NULL, for a constant of another type than the column's, and for what has no place among bounds.</summary>
    /// <param name="constant">With its <c>type</c>, <c>is_null</c> and <c>value</c>.</param>
    public static object? Read(JsonElement constant, PrimitiveType column)
    {
        if (!constant.TryGetProperty("value", out var value) || (constant.TryGetProperty("is_null", out var isNull) && isNull.GetBoolean())
            || TypeOf(constant) != TypeMapping.ToDuckDb(column))
        {
            return null;
        }

        return value.ValueKind switch
        {
            JsonValueKind.Number when column.Kind is PrimitiveKind.Float or PrimitiveKind.Double =>
                !value.TryGetDouble(out var real) || !double.IsFinite(real) ? null : column.Kind == PrimitiveKind.Float ? (float)real : real,
            JsonValueKind.Number or JsonValueKind.Object => Wide(value) is { } number ? Whole(column.Kind, number) : null,
            JsonValueKind.String => column.Kind switch
            {
                PrimitiveKind.String => value.GetString(),
                PrimitiveKind.Binary or PrimitiveKind.Fixed => SingleValue.Parse(PrimitiveType.Binary, value.GetString() ?? ""),
                _ => null,
            },
            JsonValueKind.True or JsonValueKind.False => column.Kind == PrimitiveKind.Boolean ? value.GetBoolean() : null,
            _ => null,
        };
    }

    private static object? Whole(PrimitiveKind kind, BigInteger value) => kind switch
    {
        PrimitiveKind.Int => (int)value,
        PrimitiveKind.Date => BigInteger.Abs(value) < MostDays ? (int)value : null,
        PrimitiveKind.Long or PrimitiveKind.Time => (long)value,
        PrimitiveKind.Timestamp or PrimitiveKind.TimestampTz => BigInteger.Abs(value) < MostMicros ? (long)value : null,
        PrimitiveKind.TimestampNs => BigInteger.Abs(value) < long.MaxValue ? (long)value : null,
        PrimitiveKind.Decimal => value,
        PrimitiveKind.Uuid => Uuid(value),
        _ => null,
    };

    /// <summary>As <see cref="TypeMapping"/> writes it; a type with anything about it, such as a collation, is none of those.</summary>
    private static string? TypeOf(JsonElement constant)
    {
        if (!constant.TryGetProperty("type", out var type) || !type.TryGetProperty("id", out var id))
        {
            return null;
        }

        return !type.TryGetProperty("type_info", out var info) ? id.GetString()
            : id.ValueEquals("DECIMAL") ? FormattableString.Invariant($"DECIMAL({Number(info, "width")},{Number(info, "scale")})")
            : null;
    }

    private static int Number(JsonElement info, string name) => info.TryGetProperty(name, out var number) && number.TryGetInt32(out var value) ? value : 0;

    /// <summary>A number, or one of 128 bits in two halves.</summary>
    private static BigInteger? Wide(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) ? number
        : value.ValueKind == JsonValueKind.Object && value.TryGetProperty("upper", out var upper) && value.TryGetProperty("lower", out var lower)
            ? (new BigInteger(upper.GetInt64()) << 64) + lower.GetUInt64()
            : null;

    /// <summary>DuckDB keeps them as signed numbers in the same order.</summary>
    private static Guid Uuid(BigInteger value)
    {
        var bytes = (value + (BigInteger.One << 127)).ToByteArray(isUnsigned: true, isBigEndian: true);
        return new Guid([.. new byte[16 - bytes.Length], .. bytes], bigEndian: true);
    }
}
