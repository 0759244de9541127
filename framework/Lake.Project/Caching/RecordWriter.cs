using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.IO.Hashing;
using System.Numerics;
using System.Text;
using Lake.Project.Values;
using Lake.Text;

namespace Lake.Project.Caching;

/// <summary>
/// Writes records of numbers, texts, plain values and places. Texts, maps and sources come once, in tables that
/// <see cref="RecordReader"/> reads whole.
/// </summary>
/// <param name="shared">Sources that every run has anyhow, by path.</param>
internal sealed class RecordWriter(IReadOnlyDictionary<string, SourceFile> shared)
{
    /// <summary>Longer texts of sources are left aside until somebody asks for them.</summary>
    private const int LongestInline = 160;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly Table<string> _strings = new(StringComparer.Ordinal);
    private readonly Table<KeyOrder> _orders = new(ReferenceEqualityComparer.Instance);
    private readonly Table<ValueMap> _maps = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<UInt128, int> _sameMaps = [];
    private readonly Dictionary<UInt128, int> _sameOrders = [];
    private readonly Table<SourceFile> _sources = new(ReferenceEqualityComparer.Instance);
    private readonly ArrayBufferWriter<byte> _texts = new();
    private readonly Stack<ArrayBufferWriter<byte>> _spare = [];
    private ArrayBufferWriter<byte> _to = new();

    /// <summary>The texts of sources, which the tables point into.</summary>
    public ReadOnlyMemory<byte> Aside => _texts.WrittenMemory;

    /// <summary>What is written meanwhile, apart.</summary>
    public ReadOnlyMemory<byte> Record(Action write)
    {
        var scratch = Begin();
        write();
        return End(scratch).ToArray();
    }

    /// <summary>Everything that records point to: texts, keys, maps, sources.</summary>
    public ReadOnlyMemory<byte> Tables() => Record(() =>
    {
        foreach (var rows in (Rows[])[_sources.Rows, _maps.Rows, _orders.Rows, _strings.Rows])
        {
            Number(rows.Ends.Count);
            foreach (var end in rows.Ends)
            {
                BinaryPrimitives.WriteInt32LittleEndian(_to.GetSpan(4), end);
                _to.Advance(4);
            }

            _to.Write(rows.Bytes.WrittenSpan);
        }
    });

    /// <summary>Turns what is written next aside.</summary>
    /// <returns>Where it went before.</returns>
    private ArrayBufferWriter<byte> Begin()
    {
        var before = _to;
        _to = _spare.TryPop(out var spare) ? spare : new ArrayBufferWriter<byte>();
        return before;
    }

    /// <summary>What was written since <see cref="Begin"/>; it stays until something else is turned aside.</summary>
    private ReadOnlySpan<byte> End(ArrayBufferWriter<byte> before)
    {
        var written = _to.WrittenSpan;
        _to.ResetWrittenCount();
        _spare.Push(_to);
        _to = before;
        return written;
    }

    public void Bytes(ReadOnlySpan<byte> bytes)
    {
        Number(bytes.Length);
        _to.Write(bytes);
    }

    public void Flag(bool value) => Number(value ? 1 : 0);

    public void Number(int value) => Number((long)value);

    public void Number(long value)
    {
        var rest = unchecked((ulong)((value << 1) ^ (value >> 63)));
        var span = _to.GetSpan(10);
        var length = 0;
        while (rest >= 0x80)
        {
            span[length++] = unchecked((byte)(rest | 0x80));
            rest >>= 7;
        }

        span[length++] = (byte)rest;
        _to.Advance(length);
    }

    public void Text(string? text) => Number(text is null ? 0 : 1 + (_strings.Find(text) ?? AddText(text)));

    private int AddText(string text)
    {
        Strict.GetBytes(text, _strings.Rows.Bytes);
        return _strings.Add(text);
    }

    public void Texts(ImmutableArray<string> texts)
    {
        Number(texts.IsDefault ? 0 : texts.Length);
        foreach (var text in texts.IsDefault ? [] : texts)
        {
            Text(text);
        }
    }

    public void Many<T>(IReadOnlyCollection<T> items, Action<T> write)
    {
        Number(items.Count);
        foreach (var item in items)
        {
            write(item);
        }
    }

    public void Span(TextSpan span)
    {
        Number(span.Start);
        Number(span.Length);
    }

    public void Place(Location? place)
    {
        Flag(place is not null);
        if (place is not null)
        {
            Source(place.Source);
            Span(place.Span);
        }
    }

    public void Source(SourceFile source) => Number(_sources.Find(source) ?? AddSource(source));

    /// <summary>A source whose text is read from its file when somebody asks.</summary>
    public void Source(SourceFile source, string fullPath)
    {
        if (_sources.Find(source) is not { } number)
        {
            var before = Begin();
            Number((int)SourceForm.OnDisk);
            Text(source.Path);
            Text(fullPath);
            number = _sources.Add(source, End(before));
        }

        Number(number);
    }

    public void Map(ValueMap map) => Number(MapNumber(map));

    public void Value(object? value)
    {
        switch (value)
        {
            case null:
                Number((int)ValueForm.Null);
                break;
            case bool truth:
                Number((int)(truth ? ValueForm.True : ValueForm.False));
                break;
            case long number:
                Number((int)ValueForm.Whole);
                Number(number);
                break;
            case string text:
                Number((int)ValueForm.Text);
                Text(text);
                break;
            case ValueMap map:
                Number((int)ValueForm.Map);
                Map(map);
                break;
            case ValueList list:
                Number((int)ValueForm.List);
                Many(list, Value);
                break;
            default:
                Rare(value);
                break;
        }
    }

    private void Rare(object value)
    {
        switch (value)
        {
            case double number:
                Number((int)ValueForm.Double);
                Number(BitConverter.DoubleToInt64Bits(number));
                break;
            case BigInteger number:
                Number((int)ValueForm.BigInteger);
                Text(number.ToString(CultureInfo.InvariantCulture));
                break;
            case DateOnly date:
                Number((int)ValueForm.Date);
                Number(date.DayNumber);
                break;
            case DateTime time:
                Number((int)ValueForm.Time);
                Number(time.ToBinary());
                break;
            case DateTimeOffset time:
                Number((int)ValueForm.OffsetTime);
                Number(time.Ticks);
                Number(time.Offset.Ticks);
                break;
            default:
                throw new InvalidDataException($"A {value.GetType().Name} is no plain value.");
        }
    }

    private int MapNumber(ValueMap map)
    {
        if (_maps.Find(map) is { } known)
        {
            return known;
        }

        var before = Begin();
        Number(OrderNumber(map.Order));
        foreach (var value in map.Ordered)
        {
            Value(value);
        }

        return _maps.AddSame(map, End(before), _sameMaps);
    }

    private int OrderNumber(KeyOrder order)
    {
        if (_orders.Find(order) is { } known)
        {
            return known;
        }

        var before = Begin();
        Number(order.Names.Length);
        foreach (var name in order.Names)
        {
            Text(name);
        }

        return _orders.AddSame(order, End(before), _sameOrders);
    }

    private int AddSource(SourceFile source)
    {
        var before = Begin();
        if (shared.TryGetValue(source.Path, out var same) && ReferenceEquals(same, source))
        {
            Number((int)SourceForm.Shared);
            Text(source.Path);
        }
        else if (source.Text.Length <= LongestInline)
        {
            Number((int)SourceForm.Inline);
            Text(source.Path);
            Text(source.Text);
        }
        else
        {
            var (bytes, start) = (Strict.GetBytes(source.Text), _texts.WrittenCount);
            _texts.Write(bytes);
            Number((int)SourceForm.Aside);
            Text(source.Path);
            Number(start);
            Number(bytes.Length);
            Number(unchecked((long)XxHash3.HashToUInt64(bytes)));
        }

        return _sources.Add(source, End(before));
    }

    /// <summary>Rows by number, one for each item.</summary>
    private sealed class Table<T>(IEqualityComparer<T> comparer)
        where T : notnull
    {
        private readonly Dictionary<T, int> _numbers = new(1 << 12, comparer);

        public Rows Rows { get; } = new();

        public int? Find(T item) => _numbers.TryGetValue(item, out var number) ? number : null;

        public int Add(T item, ReadOnlySpan<byte> row)
        {
            Rows.Bytes.Write(row);
            return Add(item);
        }

        /// <summary>The row has been written already.</summary>
        public int Add(T item)
        {
            Rows.Ends.Add(Rows.Bytes.WrittenCount);
            return _numbers[item] = Rows.Ends.Count - 1;
        }

        /// <summary>Items with equal rows share one.</summary>
        public int AddSame(T item, ReadOnlySpan<byte> row, Dictionary<UInt128, int> same)
        {
            var hash = XxHash128.HashToUInt128(row);
            return same.TryGetValue(hash, out var number) ? _numbers[item] = number : same[hash] = Add(item, row);
        }
    }

    private sealed class Rows
    {
        public ArrayBufferWriter<byte> Bytes { get; } = new(1 << 12);

        /// <summary>Where each ends.</summary>
        public List<int> Ends { get; } = [];
    }
}
