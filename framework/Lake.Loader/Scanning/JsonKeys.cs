using System.Text;

namespace Lake.Loader.Scanning;

/// <summary>
/// The keys at the top of JSON objects and the kinds of their values, in the order of their first appearance. Objects
/// of one stream mostly have equal keys in equal order, so a key is first looked for where the last object had it.
/// </summary>
internal sealed class JsonKeys
{
    private readonly Dictionary<string, int> _slots = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];
    private readonly List<JsonKind> _kinds = [];
    private readonly List<(byte[] Key, int Slot)> _expected = [];
    private readonly List<(int Slot, JsonKind Kind)> _noted = [];

    /// <summary>As spelled in the files.</summary>
    public IEnumerable<(string Name, JsonKind Kind)> All => _names.Zip(_kinds);

    /// <param name="position">How many keys of the object came before.</param>
    /// <param name="key">The bytes between its quotes, without escapes.</param>
    /// <returns>-1 when the key is not the expected one.</returns>
    public int Expected(int position, ReadOnlySpan<byte> key) =>
        position < _expected.Count && key.SequenceEqual(_expected[position].Key) ? _expected[position].Slot : -1;

    /// <summary>The slot of a key that is to be expected at its place from now on.</summary>
    public int Expect(int position, string name)
    {
        var expected = (Encoding.UTF8.GetBytes(name), SlotOf(name));
        if (position < _expected.Count)
        {
            _expected[position] = expected;
        }
        else
        {
            _expected.Add(expected);
        }

        return expected.Item2;
    }

    private int SlotOf(string name)
    {
        if (!_slots.TryGetValue(name, out var slot))
        {
            slot = _names.Count;
            _slots[name] = slot;
            _names.Add(name);
            _kinds.Add(JsonKind.Null);
        }

        return slot;
    }

    /// <summary>Notes a value of a line of which it is not known yet whether it is good.</summary>
    public void Note(int slot, JsonKind kind) => _noted.Add((slot, kind));

    /// <summary>The line was good: its values count.</summary>
    public void Accept()
    {
        foreach (var (slot, kind) in _noted)
        {
            Add(slot, kind);
        }

        _noted.Clear();
    }

    public void Forget() => _noted.Clear();

    public void AddRange(JsonKeys others)
    {
        foreach (var (name, kind) in others.All)
        {
            Add(SlotOf(name), kind);
        }
    }

    /// <summary>Notes a value of a good line.</summary>
    public void Add(int slot, JsonKind kind)
    {
        if (_kinds[slot] != kind)
        {
            _kinds[slot] = JsonKinds.Join(_kinds[slot], kind);
        }
    }
}
