using System.Globalization;
using Lake.Iceberg.Schemas;
using Lake.Iceberg.Values;

namespace Lake.Iceberg.Partitioning;

/// <summary>A hash of the value, modulo a number of buckets.</summary>
public sealed record BucketTransform(int Count) : Transform
{
    public override bool CanTransform(PrimitiveType source) => source.Kind is PrimitiveKind.Int or PrimitiveKind.Long
        or PrimitiveKind.Decimal or PrimitiveKind.Date or PrimitiveKind.Time or PrimitiveKind.Timestamp
        or PrimitiveKind.TimestampTz or PrimitiveKind.TimestampNs or PrimitiveKind.TimestampTzNs
        or PrimitiveKind.String or PrimitiveKind.Uuid or PrimitiveKind.Fixed or PrimitiveKind.Binary;

    public override PrimitiveType ResultType(PrimitiveType source) => PrimitiveType.Int;

    public override object? Apply(PrimitiveType source, object? value) =>
        value is null ? null : (HashOf(source, value) & int.MaxValue) % Count;

    public override string DefaultName(string column) => $"{column}_bucket";

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"bucket[{Count}]");

    /// <summary>Every number is hashed as eight bytes, so that a promotion keeps its bucket; nanoseconds as the microseconds they fall in.</summary>
    internal static int HashOf(PrimitiveType source, object value) => Murmur3.Hash(value switch
    {
        int i => SingleValueBytes.Encode(PrimitiveType.Long, (long)i),
        long l when source.Kind is PrimitiveKind.TimestampNs or PrimitiveKind.TimestampTzNs =>
            SingleValueBytes.Encode(PrimitiveType.Long, DateTimeText.FloorDiv(l, 1000)),
        _ => SingleValueBytes.Encode(source, value),
    });
}
