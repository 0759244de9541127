using System.Buffers.Binary;
using System.Text;

namespace Lake.Iceberg.Avro;

/// <summary>Avro's binary encoding. Malformed input fails with <see cref="InvalidDataException"/>.</summary>
internal ref struct AvroDecoder(ReadOnlySpan<byte> bytes)
{
    private const int DeepestNesting = 64;
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _depth;

    /// <summary>Values that take no bytes at all can be as many as a schema likes to say; real data have about one a byte.</summary>
    private long _budget = 1024 + (16L * bytes.Length);

    public int Position { get; private set; }

    public readonly bool AtEnd => Position == _bytes.Length;

    public object? Read(AvroSchema schema)
    {
        if (--_budget < 0)
        {
            throw new InvalidDataException("there are more values than its bytes can hold");
        }

        if (++_depth > DeepestNesting)
        {
            throw new InvalidDataException("values are nested too deeply");
        }

        var value = ReadValue(schema);
        _depth--;
        return value;
    }

    public long ReadLong()
    {
        ulong value = 0;
        for (var shift = 0; shift < 70; shift += 7)
        {
            var next = ReadSpan(1)[0];
            value |= unchecked((ulong)(next & 0x7f) << shift);
            if ((next & 0x80) == 0)
            {
                return unchecked((long)(value >> 1) ^ -(long)(value & 1));
            }
        }

        throw new InvalidDataException("a number has too many bytes");
    }

    public ReadOnlySpan<byte> ReadBytes() => ReadSpan(ReadLong());

    public string ReadString() => Encoding.UTF8.GetString(ReadBytes());

    public ReadOnlySpan<byte> ReadSpan(long length)
    {
        if (length < 0 || length > _bytes.Length - Position)
        {
            throw new InvalidDataException($"the data end too early, at byte {Position}");
        }

        var span = _bytes.Slice(Position, (int)length);
        Position += (int)length;
        return span;
    }

    private object? ReadValue(AvroSchema schema) => schema.Kind switch
    {
        AvroKind.Null => null,
        AvroKind.Boolean => ReadSpan(1)[0] != 0,
        AvroKind.Int => ToInt(ReadLong()),
        AvroKind.Enum => ToInt(ReadLong()),
        AvroKind.Long => ReadLong(),
        AvroKind.Float => BinaryPrimitives.ReadSingleLittleEndian(ReadSpan(4)),
        AvroKind.Double => BinaryPrimitives.ReadDoubleLittleEndian(ReadSpan(8)),
        AvroKind.Bytes => ReadBytes().ToArray(),
        AvroKind.String => ReadString(),
        AvroKind.Fixed => ReadSpan(schema.Size).ToArray(),
        AvroKind.Record => ReadRecord(schema),
        AvroKind.Array => ReadArray(schema.Items),
        AvroKind.Map => ReadMap(schema.Items),
        AvroKind.Union => ReadUnion(schema),
    };

    private static int ToInt(long value) =>
        value is >= int.MinValue and <= int.MaxValue ? (int)value : throw new InvalidDataException($"{value} is no 32-bit number");

    private object? ReadUnion(AvroSchema schema)
    {
        var branch = ReadLong();
        return branch >= 0 && branch < schema.Branches.Length
            ? Read(schema.Branches[(int)branch])
            : throw new InvalidDataException($"a union has no branch {branch}");
    }

    private AvroRecord ReadRecord(AvroSchema schema)
    {
        var values = new object?[schema.Fields.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Read(schema.Fields[i].Schema);
        }

        return new AvroRecord(schema, values);
    }

    private List<object?> ReadArray(AvroSchema? items)
    {
        var list = new List<object?>();
        for (var count = ReadBlockCount(); count > 0; count = ReadBlockCount())
        {
            for (; count > 0; count--)
            {
                list.Add(items is null ? null : Read(items));
            }
        }

        return list;
    }

    private List<KeyValuePair<string, object?>> ReadMap(AvroSchema? values)
    {
        var list = new List<KeyValuePair<string, object?>>();
        for (var count = ReadBlockCount(); count > 0; count = ReadBlockCount())
        {
            for (; count > 0; count--)
            {
                list.Add(new(ReadString(), values is null ? null : Read(values)));
            }
        }

        return list;
    }

    /// <summary>A negative count is followed by the block's size in bytes.</summary>
    private long ReadBlockCount()
    {
        var count = ReadLong();
        if (count >= 0)
        {
            return count <= _bytes.Length ? count : throw new InvalidDataException($"an array cannot have {count} items");
        }

        ReadLong();
        return count >= -_bytes.Length ? -count : throw new InvalidDataException($"an array cannot have {count} items");
    }
}
