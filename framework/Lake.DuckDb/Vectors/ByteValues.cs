using System.Buffers.Binary;
using System.Numerics;

namespace Lake.DuckDb.Vectors;

/// <summary>Stored bytes as CLR values.</summary>
internal static class ByteValues
{
    /// <summary>The first byte counts the padding bits at the start of the second.</summary>
    public static string Bits(ReadOnlySpan<byte> bytes)
    {
        int padding = bytes[0];
        var bits = new char[((bytes.Length - 1) * 8) - padding];
        for (var i = 0; i < bits.Length; i++)
        {
            var bit = i + padding;
            bits[i] = (bytes[1 + (bit >> 3)] & (0x80 >> (bit & 7))) != 0 ? '1' : '0';
        }

        return new string(bits);
    }

    /// <summary>Three bytes of header (its top bit is set for positive numbers), then the magnitude, big-endian; negative numbers are complemented throughout.</summary>
    public static BigInteger BigNum(ReadOnlySpan<byte> bytes)
    {
        var negative = (bytes[0] & 0x80) == 0;
        var magnitude = bytes[3..].ToArray();
        if (negative)
        {
            for (var i = 0; i < magnitude.Length; i++)
            {
                magnitude[i] = (byte)(magnitude[i] ^ 0xFF);
            }
        }

        var value = new BigInteger(magnitude, isUnsigned: true, isBigEndian: true);
        return negative ? -value : value;
    }

    /// <summary>The top bit is stored inverted, so that UUIDs sort as signed numbers.</summary>
    public static Guid Uuid(UInt128 stored)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, stored ^ (UInt128.One << 127));
        return new Guid(bytes, bigEndian: true);
    }
}
