using System.Numerics;
using Lake.DuckDb.Types;
using Lake.DuckDb.Values;

namespace Lake.DuckDb.Vectors;

/// <summary>
/// Which vector reads a type, and the CLR class of its values:
/// bool; long (integers of up to 64 signed bits); <see cref="BigInteger"/> (wider ones); float; double;
/// <see cref="DuckDbDecimal"/>; string (VARCHAR, ENUM, BIT); byte[] (BLOB, GEOMETRY); <see cref="DateOnly"/>, or
/// <see cref="DuckDbDate"/> outside its range; <see cref="TimeOnly"/>, or <see cref="DuckDbTime"/> outside its range;
/// <see cref="DuckDbTimeTz"/>; <see cref="DuckDbTimestamp"/>; <see cref="DuckDbInterval"/>; <see cref="Guid"/>;
/// <c>object?[]</c> (LIST, ARRAY); <c>KeyValuePair&lt;string, object?&gt;[]</c> (STRUCT);
/// <c>KeyValuePair&lt;object, object?&gt;[]</c> (MAP); the member's own class (UNION).
/// </summary>
internal static class VectorFactory
{
    public static DuckDbVector Create(VectorSource source) => source.Type switch
    {
        DuckDbListType or DuckDbMapType => new DuckDbListVector(source),
        DuckDbArrayType => new DuckDbArrayVector(source),
        DuckDbStructType => new DuckDbStructVector(source),
        DuckDbUnionType => new DuckDbUnionVector(source),
        DuckDbDecimalType type => new ScalarVector(source, DecimalReader(type)),
        DuckDbEnumType type => new ScalarVector(source, EnumReader(type)),
        _ => PlainReader(source.Type.Id) is { } reader ? new ScalarVector(source, reader) : new NullVector(source),
    };

    private static Func<ScalarVector, int, object>? PlainReader(DuckDbTypeId id) =>
        NumberReader(id) ?? TimeReader(id) ?? ByteReader(id);

    private static Func<ScalarVector, int, object>? NumberReader(DuckDbTypeId id) => id switch
    {
        DuckDbTypeId.Boolean => static (vector, row) => vector.At<byte>(row) != 0,
        DuckDbTypeId.TinyInt => static (vector, row) => (long)vector.At<sbyte>(row),
        DuckDbTypeId.SmallInt => static (vector, row) => (long)vector.At<short>(row),
        DuckDbTypeId.Integer => static (vector, row) => (long)vector.At<int>(row),
        DuckDbTypeId.BigInt => static (vector, row) => vector.At<long>(row),
        DuckDbTypeId.UTinyInt => static (vector, row) => (long)vector.At<byte>(row),
        DuckDbTypeId.USmallInt => static (vector, row) => (long)vector.At<ushort>(row),
        DuckDbTypeId.UInteger => static (vector, row) => (long)vector.At<uint>(row),
        DuckDbTypeId.UBigInt => static (vector, row) => (BigInteger)vector.At<ulong>(row),
        DuckDbTypeId.HugeInt => static (vector, row) => (BigInteger)vector.At<Int128>(row),
        DuckDbTypeId.UHugeInt => static (vector, row) => (BigInteger)vector.At<UInt128>(row),
        DuckDbTypeId.Float => static (vector, row) => vector.At<float>(row),
        DuckDbTypeId.Double => static (vector, row) => vector.At<double>(row),
        _ => null,
    };

    private static Func<ScalarVector, int, object>? TimeReader(DuckDbTypeId id) => id switch
    {
        DuckDbTypeId.Date => static (vector, row) => TimeValues.Date(vector.At<int>(row)),
        DuckDbTypeId.Time => static (vector, row) => TimeValues.Time(vector.At<long>(row) * 1000),
        DuckDbTypeId.TimeNs => static (vector, row) => TimeValues.Time(vector.At<long>(row)),
        DuckDbTypeId.TimeTz => static (vector, row) => TimeValues.TimeTz(vector.At<ulong>(row)),
        DuckDbTypeId.Timestamp => static (vector, row) => new DuckDbTimestamp(vector.At<long>(row), false),
        DuckDbTypeId.TimestampTz => static (vector, row) => new DuckDbTimestamp(vector.At<long>(row), true),
        DuckDbTypeId.TimestampS => static (vector, row) => TimeValues.Timestamp(vector.At<long>(row), 1_000_000),
        DuckDbTypeId.TimestampMs => static (vector, row) => TimeValues.Timestamp(vector.At<long>(row), 1000),
        DuckDbTypeId.TimestampNs => static (vector, row) => TimeValues.TimestampOfNanoseconds(vector.At<long>(row), false),
        DuckDbTypeId.TimestampTzNs => static (vector, row) => TimeValues.TimestampOfNanoseconds(vector.At<long>(row), true),
        DuckDbTypeId.Interval => static (vector, row) => vector.At<DuckDbInterval>(row),
        _ => null,
    };

    private static Func<ScalarVector, int, object>? ByteReader(DuckDbTypeId id) => id switch
    {
        DuckDbTypeId.Varchar => static (vector, row) => vector.GetString(row),
        DuckDbTypeId.Blob or DuckDbTypeId.Geometry => static (vector, row) => vector.GetBytes(row).ToArray(),
        DuckDbTypeId.Bit => static (vector, row) => ByteValues.Bits(vector.GetBytes(row)),
        DuckDbTypeId.BigNum => static (vector, row) => ByteValues.BigNum(vector.GetBytes(row)),
        DuckDbTypeId.Uuid => static (vector, row) => ByteValues.Uuid(vector.At<UInt128>(row)),
        _ => null,
    };

    private static Func<ScalarVector, int, object> DecimalReader(DuckDbDecimalType type)
    {
        int scale = type.Scale;
        return StorageWidth.Of(type) switch
        {
            2 => (vector, row) => new DuckDbDecimal(vector.At<short>(row), scale),
            4 => (vector, row) => new DuckDbDecimal(vector.At<int>(row), scale),
            8 => (vector, row) => new DuckDbDecimal(vector.At<long>(row), scale),
            _ => (vector, row) => new DuckDbDecimal(vector.At<Int128>(row), scale),
        };
    }

    private static Func<ScalarVector, int, object> EnumReader(DuckDbEnumType type)
    {
        var values = type.Values;
        return StorageWidth.Of(type) switch
        {
            1 => (vector, row) => values[vector.At<byte>(row)],
            2 => (vector, row) => values[vector.At<ushort>(row)],
            _ => (vector, row) => values[(int)vector.At<uint>(row)],
        };
    }
}
