using System.Buffers.Binary;
using System.Numerics;

namespace Lake.Iceberg.Partitioning;

/// <summary>MurmurHash3, the 32-bit x86 variant with seed 0.</summary>
public static class Murmur3
{
    public static int Hash(ReadOnlySpan<byte> bytes)
    {
        unchecked
        {
            uint hash = 0;
            var rest = bytes;
            for (; rest.Length >= 4; rest = rest[4..])
            {
                hash ^= Mix(BinaryPrimitives.ReadUInt32LittleEndian(rest));
                hash = (BitOperations.RotateLeft(hash, 13) * 5) + 0xe6546b64;
            }

            uint tail = 0;
            for (var i = rest.Length - 1; i >= 0; i--)
            {
                tail = (tail << 8) | rest[i];
            }

            hash ^= Mix(tail) ^ (uint)bytes.Length;
            hash = (hash ^ (hash >> 16)) * 0x85ebca6b;
            hash = (hash ^ (hash >> 13)) * 0xc2b2ae35;
            return (int)(hash ^ (hash >> 16));
        }
    }

    private static uint Mix(uint block) => unchecked(BitOperations.RotateLeft(block * 0xcc9e2d51, 15) * 0x1b873593);
}
