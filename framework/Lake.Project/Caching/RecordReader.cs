using System.Collections.Immutable;
using System.Globalization;
using System.Numerics;
using Lake.Project.Values;
using Lake.Text;

namespace Lake.Project.Caching;

/// <summary>Reads what <see cref="RecordWriter"/> wrote, from one place on. Serves one thread.</summary>
internal struct RecordReader(ReadOnlyMemory<byte> data, RecordTables tables)
{
    private int _at;

    public int Position
    {
        readonly get => _at;
        set => _at = value;
    }

    public ReadOnlySpan<byte> Bytes()
    {
        var length = Int();
        var bytes = data.Span.Slice(_at, length);
        _at += length;
        return bytes;
    }

    public bool Flag() => Long() != 0;

    public int Int() => checked((int)Long());

    public long Long()
    {
        var span = data.Span;
        var (value, shift) = (0UL, 0);
        while (true)
        {
            var next = span[_at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return unchecked((long)(value >> 1) ^ -(long)(value & 1));
            }

            shift += 7;
        }
    }

    public string? TextOrNull() => Int() is > 0 and var number ? tables.Text(number - 1) : null;

    public string Text() => TextOrNull() ?? throw new InvalidDataException("A text is missing.");

    public ImmutableArray<string> Texts()
    {
        var count = Int();
        if (count == 0)
        {
            return [];
        }

        var texts = ImmutableArray.CreateBuilder<string>(count);
        for (var i = 0; i < count; i++)
        {
            texts.Add(Text());
        }

        return texts.MoveToImmutable();
    }

    public TextSpan Span() => new(Int(), Int());

    public Location? PlaceOrNull() => Flag() ? new Location(Source(), Span()) : null;

    public Location Place() => PlaceOrNull() ?? throw new InvalidDataException("A place is missing.");

    public SourceFile Source() => tables.Source(Int());

    public ValueMap Map() => tables.Map(Int());

    public ValueList List() => Value() as ValueList ?? throw new InvalidDataException("A list is missing.");

    public object? Value() => (ValueForm)Int() switch
    {
        ValueForm.Null => null,
        ValueForm.True => true,
        ValueForm.False => false,
        ValueForm.Whole => Long(),
        ValueForm.Text => Text(),
        ValueForm.Map => Map(),
        ValueForm.List => Items(),
        ValueForm.Double => BitConverter.Int64BitsToDouble(Long()),
        ValueForm.BigInteger => BigInteger.Parse(Text(), CultureInfo.InvariantCulture),
        ValueForm.Date => DateOnly.FromDayNumber(Int()),
        ValueForm.Time => DateTime.FromBinary(Long()),
        ValueForm.OffsetTime => new DateTimeOffset(Long(), new TimeSpan(Long())),
    };

    private ValueList Items()
    {
        var items = new object?[Int()];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = Value();
        }

        return items.Length == 0 ? ValueList.Empty : new ValueList(items);
    }
}
