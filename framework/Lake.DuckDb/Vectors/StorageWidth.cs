using Lake.DuckDb.Types;

namespace Lake.DuckDb.Vectors;

/// <summary>Bytes a row of a vector; 0 for those whose rows lie in their children.</summary>
internal static class StorageWidth
{
    public static int Of(DuckDbType type) => type switch
    {
        DuckDbDecimalType { Width: <= 4 } => 2,
        DuckDbDecimalType { Width: <= 9 } => 4,
        DuckDbDecimalType { Width: <= 18 } => 8,
        DuckDbDecimalType => 16,
        DuckDbEnumType { Values.Count: <= byte.MaxValue } => 1,
        DuckDbEnumType { Values.Count: <= ushort.MaxValue } => 2,
        DuckDbEnumType => 4,
        _ => Of(type.Id),
    };

    public static bool IsText(DuckDbType type) => type.Id is DuckDbTypeId.Varchar or DuckDbTypeId.Blob or DuckDbTypeId.Bit
        or DuckDbTypeId.BigNum or DuckDbTypeId.Geometry;

    private static int Of(DuckDbTypeId id) => id switch
    {
        DuckDbTypeId.Boolean or DuckDbTypeId.TinyInt or DuckDbTypeId.UTinyInt => 1,
        DuckDbTypeId.SmallInt or DuckDbTypeId.USmallInt => 2,
        DuckDbTypeId.Integer or DuckDbTypeId.UInteger or DuckDbTypeId.Float or DuckDbTypeId.Date => 4,
        DuckDbTypeId.BigInt or DuckDbTypeId.UBigInt or DuckDbTypeId.Double => 8,
        DuckDbTypeId.Time or DuckDbTypeId.TimeNs or DuckDbTypeId.TimeTz => 8,
        DuckDbTypeId.Timestamp or DuckDbTypeId.TimestampS or DuckDbTypeId.TimestampMs => 8,
        DuckDbTypeId.TimestampNs or DuckDbTypeId.TimestampTz or DuckDbTypeId.TimestampTzNs => 8,
        DuckDbTypeId.HugeInt or DuckDbTypeId.UHugeInt or DuckDbTypeId.Uuid or DuckDbTypeId.Interval => 16,
        DuckDbTypeId.Varchar or DuckDbTypeId.Blob or DuckDbTypeId.Bit or DuckDbTypeId.BigNum or DuckDbTypeId.Geometry => 16,
        DuckDbTypeId.List or DuckDbTypeId.Map => 16,
        _ => 0,
    };
}
