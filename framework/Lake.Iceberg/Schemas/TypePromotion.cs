namespace Lake.Iceberg.Schemas;

/// <summary>Which types a column may be widened to without rewriting its files.</summary>
public static class TypePromotion
{
    public static bool IsAllowed(PrimitiveType from, PrimitiveType to, int formatVersion) => (from.Kind, to.Kind) switch
    {
        (PrimitiveKind.Unknown, _) => formatVersion >= 3,
        (PrimitiveKind.Date, PrimitiveKind.Timestamp or PrimitiveKind.TimestampNs) => formatVersion >= 3,
        (PrimitiveKind.Int, PrimitiveKind.Long) => true,
        (PrimitiveKind.Float, PrimitiveKind.Double) => true,
        (PrimitiveKind.Decimal, PrimitiveKind.Decimal) => from.Scale == to.Scale && to.Precision >= from.Precision,
        _ => from == to,
    };
}
