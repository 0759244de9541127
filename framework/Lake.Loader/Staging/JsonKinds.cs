using System.Text;
using System.Text.Json;

namespace Lake.Loader.Staging;

/// <summary>The types that top-level keys of JSON objects have shown so far, in the order of their first appearance.</summary>
internal sealed class JsonKinds
{
    private const string Nested = "";

    private readonly Dictionary<string, int> _slots = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(string Name, string? Type)> _types = [];

    /// <summary>The slot of the last object's n-th key: objects of one stream mostly have equal keys in equal order.</summary>
    private readonly List<(byte[] Key, int Slot)> _expected = [];

    /// <summary>Keys of scalars only; what is never more than null, or is an object or a list, is not among them.</summary>
    public IEnumerable<(string Name, string Type)> Columns =>
        from column in _types
        where column.Type is not (null or Nested)
        select (column.Name, column.Type);

    /// <param name="position">How many keys of the object came before.</param>
    /// <param name="reader">At the key.</param>
    public int SlotOf(int position, ref Utf8JsonReader reader)
    {
        if (position < _expected.Count && reader.ValueTextEquals(_expected[position].Key))
        {
            return _expected[position].Slot;
        }

        var name = reader.GetString() ?? "";
        if (!_slots.TryGetValue(name, out var slot))
        {
            slot = _types.Count;
            _slots[name] = slot;
            _types.Add((name, null));
        }

        var expected = (Encoding.UTF8.GetBytes(name), slot);
        if (position < _expected.Count)
        {
            _expected[position] = expected;
        }
        else
        {
            _expected.Add(expected);
        }

        return slot;
    }

    /// <param name="slot">Of the key.</param>
    /// <param name="value">At the first token of the value.</param>
    public void Add(int slot, ref Utf8JsonReader value)
    {
        var (name, known) = _types[slot];
        var type = Join(known, TypeOf(ref value));
        if (type != known)
        {
            _types[slot] = (name, type);
        }
    }

    private static string? TypeOf(ref Utf8JsonReader value) => value.TokenType switch
    {
        JsonTokenType.String => "VARCHAR",
        JsonTokenType.True or JsonTokenType.False => "BOOLEAN",
        JsonTokenType.Number => value.TryGetInt64(out _) ? "BIGINT" : "DOUBLE",
        JsonTokenType.Null => null,
        _ => Nested,
    };

    private static string? Join(string? known, string? seen) => (known, seen) switch
    {
        (null, _) => seen,
        (_, null) => known,
        ("BIGINT", "DOUBLE") or ("DOUBLE", "BIGINT") => "DOUBLE",
        _ => known == seen ? known : "VARCHAR",
    };
}
