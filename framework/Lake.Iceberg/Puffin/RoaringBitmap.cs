using System.Buffers.Binary;
using System.Numerics;

namespace Lake.Iceberg.Puffin;

/// <summary>The portable serialisation of 64-bit roaring bitmaps: 32-bit ones by their high word.</summary>
internal static class RoaringBitmap
{
    private const int CookieWithoutRuns = 12346;
    private const int CookieWithRuns = 12347;
    private const int SizeWithOffsets = 4;
    private const int LargestArray = 4096;
    private const int BitmapBytes = 8192;

    /// <param name="most">How many positions there may be: a few bytes can stand for very many.</param>
    public static List<long> Read(ReadOnlySpan<byte> bytes, long most = long.MaxValue)
    {
        var positions = new List<long>();
        var rest = bytes;
        var count = BinaryPrimitives.ReadInt64LittleEndian(Take(ref rest, 8));
        for (; count > 0; count--)
        {
            var high = (long)BinaryPrimitives.ReadUInt32LittleEndian(Take(ref rest, 4)) << 32;
            ReadHalf(ref rest, high, positions, most);
        }

        return positions;
    }

    /// <param name="positions">Ascending, each once.</param>
    public static byte[] Write(IReadOnlyList<long> positions)
    {
        using var result = new MemoryStream();
        using var writer = new BinaryWriter(result);
        var halves = positions.GroupBy(p => unchecked((uint)(p >> 32))).ToList();
        writer.Write((long)halves.Count);
        foreach (var half in halves)
        {
            writer.Write(half.Key);
            WriteHalf(writer, [.. half.GroupBy(p => unchecked((ushort)(p >> 16)), p => unchecked((ushort)p)).Select(g => (g.Key, g.ToArray()))]);
        }

        return result.ToArray();
    }

    private static void WriteHalf(BinaryWriter writer, IReadOnlyList<(ushort Key, ushort[] Values)> containers)
    {
        writer.Write(CookieWithoutRuns);
        writer.Write(containers.Count);
        foreach (var (key, values) in containers)
        {
            writer.Write(key);
            writer.Write((ushort)(values.Length - 1));
        }

        var offset = 8 + (containers.Count * 8);
        foreach (var (_, values) in containers)
        {
            writer.Write(offset);
            offset += values.Length <= LargestArray ? values.Length * 2 : BitmapBytes;
        }

        foreach (var (_, values) in containers)
        {
            WriteContainer(writer, values);
        }
    }

    private static void WriteContainer(BinaryWriter writer, ushort[] values)
    {
        if (values.Length <= LargestArray)
        {
            Array.ForEach(values, writer.Write);
            return;
        }

        var bits = new byte[BitmapBytes];
        foreach (var value in values)
        {
            bits[value / 8] |= (byte)(1 << (value % 8));
        }

        writer.Write(bits);
    }

    private static void ReadHalf(ref ReadOnlySpan<byte> bytes, long high, List<long> positions, long most)
    {
        var cookie = Take(ref bytes, 4);
        var kind = BinaryPrimitives.ReadUInt16LittleEndian(cookie);
        var (size, runs) = kind switch
        {
            CookieWithRuns => (BinaryPrimitives.ReadUInt16LittleEndian(cookie[2..]) + 1, true),
            CookieWithoutRuns => (BinaryPrimitives.ReadInt32LittleEndian(Take(ref bytes, 4)), false),
            _ => throw new InvalidDataException("it is not a roaring bitmap"),
        };
        var isRun = runs ? Take(ref bytes, (size + 7) / 8) : default;
        var headers = Take(ref bytes, size * 4);
        if (!runs || size >= SizeWithOffsets)
        {
            Take(ref bytes, size * 4);
        }

        for (var i = 0; i < size; i++)
        {
            var start = high | ((long)BinaryPrimitives.ReadUInt16LittleEndian(headers[(i * 4)..]) << 16);
            var cardinality = BinaryPrimitives.ReadUInt16LittleEndian(headers[((i * 4) + 2)..]) + 1;
            if (runs && (isRun[i / 8] >> (i % 8) & 1) != 0)
            {
                ReadRuns(ref bytes, start, positions, most);
            }
            else if (cardinality <= LargestArray)
            {
                ReadArray(Take(ref bytes, cardinality * 2), start, positions);
            }
            else
            {
                ReadBits(Take(ref bytes, BitmapBytes), start, positions);
            }

            if (positions.Count > most)
            {
                throw new InvalidDataException($"it holds more than the {most} positions that it should");
            }
        }
    }

    private static void ReadRuns(ref ReadOnlySpan<byte> bytes, long start, List<long> positions, long most)
    {
        int count = BinaryPrimitives.ReadUInt16LittleEndian(Take(ref bytes, 2));
        var next = start;
        for (; count > 0; count--)
        {
            var run = Take(ref bytes, 4);
            var first = start + BinaryPrimitives.ReadUInt16LittleEndian(run);
            var last = first + BinaryPrimitives.ReadUInt16LittleEndian(run[2..]);
            if (first < next || last > start + ushort.MaxValue)
            {
                throw new InvalidDataException("its runs overlap");
            }

            if (last - first >= most - positions.Count)
            {
                throw new InvalidDataException($"it holds more than the {most} positions that it should");
            }

            next = last + 1;
            for (var position = first; position <= last; position++)
            {
                positions.Add(position);
            }
        }
    }

    private static void ReadArray(ReadOnlySpan<byte> array, long start, List<long> positions)
    {
        for (; array.Length > 0; array = array[2..])
        {
            positions.Add(start + BinaryPrimitives.ReadUInt16LittleEndian(array));
        }
    }

    private static void ReadBits(ReadOnlySpan<byte> bitmap, long start, List<long> positions)
    {
        for (var word = 0; word < BitmapBytes / 8; word++)
        {
            for (var bits = BinaryPrimitives.ReadUInt64LittleEndian(bitmap[(word * 8)..]); bits != 0; bits &= bits - 1)
            {
                positions.Add(start + (word * 64) + BitOperations.TrailingZeroCount(bits));
            }
        }
    }

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> bytes, int length)
    {
        if (length < 0 || length > bytes.Length)
        {
            throw new InvalidDataException("it ends too early");
        }

        var taken = bytes[..length];
        bytes = bytes[length..];
        return taken;
    }
}
