using System.Buffers.Binary;
using System.Numerics;
using System.Text;
using Lake.Iceberg.Schemas;

namespace Lake.Iceberg.Values;

/// <summary>The binary single-value encoding: little endian, but uuids and decimals big endian.</summary>
internal static class SingleValueBytes
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Further away is infinity to those who write it, and no time.</summary>
    private const int MostDays = 100_000_000;

    public static byte[] Encode(PrimitiveType type, object value) => value switch
    {
        bool b => [b ? (byte)1 : (byte)0],
        int i when IsLong(type) => Long(i),
        int i => Int(i),
        long l => Long(l),
        float f => Int(BitConverter.SingleToInt32Bits(f)),
        double d => Long(BitConverter.DoubleToInt64Bits(d)),
        string s => Utf8.GetBytes(s),
        Guid g => g.ToByteArray(bigEndian: true),
        BigInteger n => n.ToByteArray(isUnsigned: false, isBigEndian: true),
        byte[] bytes => bytes,
        _ => throw new ArgumentException($"{value.GetType().Name} is not a value of {type}."),
    };

    public static object? Decode(PrimitiveType type, ReadOnlySpan<byte> bytes) => type.Kind switch
    {
        PrimitiveKind.Boolean => bytes.Length == 1 ? bytes[0] != 0 : null,
        PrimitiveKind.Int or PrimitiveKind.Date => bytes.Length == 4 ? BinaryPrimitives.ReadInt32LittleEndian(bytes) : null,
        PrimitiveKind.Long or PrimitiveKind.Time => bytes.Length switch
        {
            8 => BinaryPrimitives.ReadInt64LittleEndian(bytes),
            4 => (long)BinaryPrimitives.ReadInt32LittleEndian(bytes),
            _ => null,
        },
        PrimitiveKind.Timestamp or PrimitiveKind.TimestampTz => bytes.Length switch
        {
            8 => BinaryPrimitives.ReadInt64LittleEndian(bytes),
            4 when BinaryPrimitives.ReadInt32LittleEndian(bytes) is > -MostDays and < MostDays and var days => days * 86_400_000_000L,
            _ => null,
        },
        PrimitiveKind.TimestampNs or PrimitiveKind.TimestampTzNs =>
            bytes.Length == 8 ? BinaryPrimitives.ReadInt64LittleEndian(bytes) : null,
        PrimitiveKind.Float => bytes.Length == 4 ? BinaryPrimitives.ReadSingleLittleEndian(bytes) : null,
        PrimitiveKind.Double => bytes.Length switch
        {
            8 => BinaryPrimitives.ReadDoubleLittleEndian(bytes),
            4 => (double)BinaryPrimitives.ReadSingleLittleEndian(bytes),
            _ => null,
        },
        PrimitiveKind.Decimal => bytes.Length > 0 ? new BigInteger(bytes, isUnsigned: false, isBigEndian: true) : null,
        PrimitiveKind.String => Utf8.GetString(bytes),
        PrimitiveKind.Uuid => bytes.Length == 16 ? new Guid(bytes, bigEndian: true) : null,
        PrimitiveKind.Fixed or PrimitiveKind.Binary => bytes.ToArray(),
        PrimitiveKind.Unknown or PrimitiveKind.Variant or PrimitiveKind.Geometry or PrimitiveKind.Geography => null,
    };

    private static bool IsLong(PrimitiveType type) => type.Kind is PrimitiveKind.Long or PrimitiveKind.Time
        or PrimitiveKind.Timestamp or PrimitiveKind.TimestampTz or PrimitiveKind.TimestampNs or PrimitiveKind.TimestampTzNs;

    private static byte[] Int(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return bytes;
    }

    private static byte[] Long(long value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        return bytes;
    }
}
