namespace Lake.Loader.Staging;

/// <summary>The fields of one record, without quotes and escapes.</summary>
internal sealed class CsvFields
{
    private readonly List<(int Start, int Length, bool IsNull)> _fields = [];
    private byte[] _bytes = new byte[1024];
    private int _used;
    private int _start;

    public int Count => _fields.Count;

    /// <summary>Whether the field is unquoted, and empty or one of the null strings.</summary>
    public bool IsNull(int field) => _fields[field].IsNull;

    public ReadOnlySpan<byte> this[int field] => _bytes.AsSpan(_fields[field].Start, _fields[field].Length);

    public void Clear()
    {
        _fields.Clear();
        _used = _start = 0;
    }

    public void Add(byte value)
    {
        if (_used == _bytes.Length)
        {
            Array.Resize(ref _bytes, _bytes.Length * 2);
        }

        _bytes[_used++] = value;
    }

    public void Add(ReadOnlySpan<byte> values)
    {
        foreach (var value in values)
        {
            Add(value);
        }
    }

    public void End(bool isQuoted, byte[][] nulls)
    {
        var text = _bytes.AsSpan(_start, _used - _start);
        var isNull = !isQuoted && text.IsEmpty;
        foreach (var word in isQuoted ? [] : nulls)
        {
            isNull |= text.SequenceEqual(word);
        }

        _fields.Add((_start, text.Length, isNull));
        _start = _used;
    }
}
