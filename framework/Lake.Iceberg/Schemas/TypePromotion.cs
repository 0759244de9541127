namespace Lake.Iceberg.Schemas;

/// <summary>Which types a column may be widened to without rewriting its files (format 2).</summary>
public static class TypePromotion
{
    public static bool IsAllowed(PrimitiveType from, PrimitiveType to) => (from.Kind, to.Kind) switch
    {
        (PrimitiveKind.Int, PrimitiveKind.Long) => true,
        (PrimitiveKind.Float, PrimitiveKind.Double) => true,
        (PrimitiveKind.Decimal, PrimitiveKind.Decimal) => from.Scale == to.Scale && to.Precision >= from.Precision,
        _ => from == to,
    };
}
