using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Lake.Iceberg.Avro;

/// <summary>Avro's binary encoding, into memory.</summary>
internal sealed class AvroEncoder
{
    private readonly ArrayBufferWriter<byte> _buffer = new();

    public ReadOnlySpan<byte> Written => _buffer.WrittenSpan;

    public void Clear() => _buffer.Clear();

    public void Raw(ReadOnlySpan<byte> bytes) => _buffer.Write(bytes);

    public void Boolean(bool value) => Raw([value ? (byte)1 : (byte)0]);

    public void Long(long value)
    {
        var rest = unchecked((ulong)((value << 1) ^ (value >> 63)));
        for (; rest > 0x7f; rest >>= 7)
        {
            Raw([unchecked((byte)(rest | 0x80))]);
        }

        Raw([(byte)rest]);
    }

    public void Float(float value)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
        Raw(bytes);
    }

    public void Double(double value)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteDoubleLittleEndian(bytes, value);
        Raw(bytes);
    }

    public void Bytes(ReadOnlySpan<byte> bytes)
    {
        Long(bytes.Length);
        Raw(bytes);
    }

    public void String(string text) => Bytes(Encoding.UTF8.GetBytes(text));

    /// <summary>A union of null and something else: says whether the something follows.</summary>
    public bool Optional(bool present)
    {
        Long(present ? 1 : 0);
        return present;
    }

    public void OptionalLong(long? value)
    {
        if (Optional(value is not null))
        {
            Long(value.GetValueOrDefault());
        }
    }

    /// <summary>An array in one block.</summary>
    public void Array<T>(IReadOnlyCollection<T> items, Action<T> write)
    {
        if (items.Count > 0)
        {
            Long(items.Count);
            foreach (var item in items)
            {
                write(item);
            }
        }

        Long(0);
    }
}
