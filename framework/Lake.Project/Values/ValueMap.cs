using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Lake.Project.Values;

/// <summary>
/// An unchanging mapping in the order it was written: a YAML mapping, a configuration, a keyword dictionary. Values are
/// <i>plain</i>: null, bool, long, <see cref="System.Numerics.BigInteger"/>, double, string, <see cref="DateOnly"/>,
/// <see cref="DateTimeOffset"/>, <see cref="DateTime"/>, <see cref="ValueList"/> or <see cref="ValueMap"/>.
/// Contexts copy plain values into template values, so that no template can change them.
/// </summary>
[SuppressMessage("Naming", "CA1710", Justification = "The name pairs with ValueList and is used everywhere.")]
public sealed class ValueMap : IReadOnlyDictionary<string, object?>, IEquatable<ValueMap>
{
    private readonly Dictionary<string, object?> _values;
    private readonly List<string> _keys;

    /// <summary>Of several pairs with one key, the last wins and keeps the place of the first.</summary>
    public ValueMap(IEnumerable<KeyValuePair<string, object?>> pairs)
    {
        _values = new Dictionary<string, object?>(StringComparer.Ordinal);
        _keys = [];
        foreach (var (key, value) in pairs)
        {
            if (_values.TryAdd(key, value))
            {
                _keys.Add(key);
            }
            else
            {
                _values[key] = value;
            }
        }
    }

    public static ValueMap Empty { get; } = new([]);

    public int Count => _keys.Count;

    public IEnumerable<string> Keys => _keys;

    public IEnumerable<object?> Values => _keys.Select(k => _values[k]);

    public object? this[string key] => _values[key];

    public bool ContainsKey(string key) => _values.ContainsKey(key);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out object? value) => _values.TryGetValue(key, out value);

    /// <summary>Null also when the key is missing.</summary>
    public object? Find(string key) => _values.GetValueOrDefault(key);

    public ValueMap With(string key, object? value) => new(this.Append(new(key, value)));

    public ValueMap Without(string key) => new(this.Where(p => p.Key != key));

    /// <summary>The entries of both; those of <paramref name="other"/> win.</summary>
    public ValueMap Merge(ValueMap other) => other.Count == 0 ? this : Count == 0 ? other : new(this.Concat(other));

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        foreach (var key in _keys)
        {
            yield return new(key, _values[key]);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>As in Python: the same keys with equal values, in any order.</summary>
    public bool Equals(ValueMap? other) =>
        other is not null && Count == other.Count
        && _values.All(p => other.TryGetValue(p.Key, out var value) && Equals(p.Value, value));

    public override bool Equals(object? obj) => Equals(obj as ValueMap);

    public override int GetHashCode() => Count;
}
