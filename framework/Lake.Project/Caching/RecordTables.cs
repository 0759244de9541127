using System.Buffers.Binary;
using System.Text;
using Lake.Project.Files;
using Lake.Project.Values;
using Lake.Text;

namespace Lake.Project.Caching;

/// <summary>
/// The tables that records point into. A row becomes an object when it is first asked for, and every later asker gets
/// the same one. Serves any number of threads.
/// </summary>
internal sealed class RecordTables
{
    private readonly ReadOnlyMemory<byte> _data;
    private readonly IReadOnlyDictionary<string, SourceFile> _shared;
    private readonly CachedTexts _aside;
    private readonly Rows<SourceFile> _sources;
    private readonly Rows<ValueMap> _maps;
    private readonly Rows<KeyOrder> _orders;
    private readonly Rows<string> _strings;

    /// <param name="data">What <see cref="RecordWriter.Tables"/> gave.</param>
    /// <param name="shared">Sources that every run has anyhow, by path.</param>
    /// <param name="aside">Texts that are read when they are asked for.</param>
    public RecordTables(ReadOnlyMemory<byte> data, IReadOnlyDictionary<string, SourceFile> shared, CachedTexts aside)
    {
        (_data, _shared, _aside) = (data, shared, aside);
        var at = 0;
        _sources = Table<SourceFile>(ref at);
        _maps = Table<ValueMap>(ref at);
        _orders = Table<KeyOrder>(ref at);
        _strings = Table<string>(ref at);
    }

    public string Text(int number) => _strings.Known[number] ??= Encoding.UTF8.GetString(_strings.Row(_data, number).Span);

    public ValueMap Map(int number) => _maps.Known[number] ?? _maps.Keep(number, ReadMap(number));

    public SourceFile Source(int number) => _sources.Known[number] ?? _sources.Keep(number, ReadSource(number));

    private ValueMap ReadMap(int number)
    {
        var reader = Reader(_maps.Row(_data, number));
        var keys = Order(reader.Int());
        var values = new object?[keys.Names.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = reader.Value();
        }

        return values.Length == 0 ? ValueMap.Empty : new ValueMap(keys, values);
    }

    private KeyOrder Order(int number)
    {
        if (_orders.Known[number] is { } known)
        {
            return known;
        }

        var reader = Reader(_orders.Row(_data, number));
        var names = new string[reader.Int()];
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = reader.Text();
        }

        return _orders.Keep(number, new KeyOrder(names));
    }

    private SourceFile ReadSource(int number)
    {
        var reader = Reader(_sources.Row(_data, number));
        var (form, path) = ((SourceForm)reader.Int(), reader.Text());
        switch (form)
        {
            case SourceForm.Shared:
                return _shared[path];
            case SourceForm.Inline:
                return new SourceFile(path, reader.Text());
            case SourceForm.Aside:
                var (start, length, hash) = (reader.Int(), reader.Int(), unchecked((ulong)reader.Long()));
                return new SourceFile(path, () => _aside.Read(start, length, hash));
            case SourceForm.OnDisk:
                var file = reader.Text();
                return new SourceFile(path, () => FileReader.Read(file, path, _ => { })?.Text ?? "");
            default:
                throw new InvalidDataException($"There is no form {form} of a source.");
        }
    }

    private RecordReader Reader(ReadOnlyMemory<byte> row) => new(row, this);

    /// <summary>A table and where it ends: the number of rows, where each ends, the rows.</summary>
    private Rows<T> Table<T>(ref int at)
        where T : class
    {
        var reader = new RecordReader(_data[at..], this);
        var count = reader.Int();
        var ends = at + reader.Position;
        var start = ends + (4 * count);
        at = count == 0 ? start : start + BinaryPrimitives.ReadInt32LittleEndian(_data.Span[(start - 4)..]);
        return new Rows<T>(new T?[count], ends, start);
    }

    private readonly record struct Rows<T>(T?[] Known, int Ends, int Start)
        where T : class
    {
        public ReadOnlyMemory<byte> Row(ReadOnlyMemory<byte> data, int number)
        {
            var from = number == 0 ? 0 : End(data, number - 1);
            return data.Slice(Start + from, End(data, number) - from);
        }

        public T Keep(int number, T made) => Interlocked.CompareExchange(ref Known[number], made, null) ?? made;

        private int End(ReadOnlyMemory<byte> data, int number) => BinaryPrimitives.ReadInt32LittleEndian(data.Span[(Ends + (4 * number))..]);
    }
}
