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
    private readonly KeyOrder _keys;
    private readonly object?[] _values;

    /// <summary>Of several pairs with one key, the last wins and keeps the place of the first.</summary>
    public ValueMap(IEnumerable<KeyValuePair<string, object?>> pairs)
    {
        var size = pairs.TryGetNonEnumeratedCount(out var known) ? known : KeyOrder.Few;
        var (names, values, count) = (new string[size], new object?[size], 0);
        Dictionary<string, int>? places = null;
        foreach (var (key, value) in pairs)
        {
            var at = places is null ? KeyOrder.Find(names.AsSpan(0, count), key) : places.GetValueOrDefault(key, -1);
            if (at >= 0)
            {
                values[at] = value;
                continue;
            }

            if (count == names.Length)
            {
                Array.Resize(ref names, Math.Max(4, count * 2));
                Array.Resize(ref values, names.Length);
            }

            (names[count], values[count]) = (key, value);
            places?.Add(key, count);
            if (++count == KeyOrder.Few + 1)
            {
                places = KeyOrder.Index(names, count);
            }
        }

        Array.Resize(ref names, count);
        Array.Resize(ref values, count);
        (_keys, _values) = (new KeyOrder(names), values);
    }

    internal ValueMap(KeyOrder keys, object?[] values) => (_keys, _values) = (keys, values);

    public static ValueMap Empty { get; } = new([]);

    public static ValueMap Of(params (string Key, object? Value)[] pairs) => new(pairs.Select(p => KeyValuePair.Create(p.Key, p.Value)));

    /// <summary>A record whose keys stand in the program, none twice: all records of one place share them.</summary>
    public static ValueMap Record(params ReadOnlySpan<(string Key, object? Value)> pairs)
    {
        var values = new object?[pairs.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = pairs[i].Value;
        }

        return new(RecordKeys.Of(pairs), values);
    }

    public int Count => _values.Length;

    public IEnumerable<string> Keys => _keys.Names;

    public IEnumerable<object?> Values => _values;

    public object? this[string key] => _keys.Find(key) is var at and >= 0 ? _values[at] : throw new KeyNotFoundException($"There is no key '{key}'.");

    /// <summary>May be shared with other maps.</summary>
    internal KeyOrder Order => _keys;

    /// <summary>In the order of the keys.</summary>
    internal ReadOnlySpan<object?> Ordered => _values;

    public bool ContainsKey(string key) => _keys.Find(key) >= 0;

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out object? value)
    {
        var at = _keys.Find(key);
        value = at >= 0 ? _values[at] : null;
        return at >= 0;
    }

    /// <summary>Null also when the key is missing.</summary>
    public object? Find(string key) => _keys.Find(key) is var at and >= 0 ? _values[at] : null;

    public ValueMap With(string key, object? value)
    {
        var at = _keys.Find(key);
        if (at < 0)
        {
            return new(new KeyOrder([.. _keys.Names, key]), [.. _values, value]);
        }

        object?[] values = [.. _values];
        values[at] = value;
        return new(_keys, values);
    }

    public ValueMap Without(string key) => ContainsKey(key) ? new(this.Where(p => p.Key != key)) : this;

    /// <summary>The entries of both; those of <paramref name="other"/> win.</summary>
    public ValueMap Merge(ValueMap other)
    {
        if (other.Count == 0 || Count == 0)
        {
            return other.Count == 0 ? this : other;
        }

        var joined = _keys.Join(other._keys);
        var values = new object?[joined.Keys.Names.Length];
        _values.CopyTo(values, 0);
        for (var i = 0; i < joined.Places.Length; i++)
        {
            values[joined.Places[i]] = other._values[i];
        }

        return new(joined.Keys, values);
    }

    public Enumerator GetEnumerator() => new(this);

    IEnumerator<KeyValuePair<string, object?>> IEnumerable<KeyValuePair<string, object?>>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>As in Python: the same keys with equal values, in any order.</summary>
    public bool Equals(ValueMap? other)
    {
        if (ReferenceEquals(this, other) || other is null || Count != other.Count)
        {
            return ReferenceEquals(this, other);
        }

        foreach (var (key, value) in this)
        {
            if (!other.TryGetValue(key, out var theirs) || !Equals(value, theirs))
            {
                return false;
            }
        }

        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as ValueMap);

    public override int GetHashCode() => Count;

    [SuppressMessage("Performance", "CA1815", Justification = "Nobody compares enumerators.")]
    public struct Enumerator : IEnumerator<KeyValuePair<string, object?>>
    {
        private readonly ValueMap _map;
        private int _at;

        internal Enumerator(ValueMap map) => (_map, _at) = (map, -1);

        public readonly KeyValuePair<string, object?> Current => new(_map._keys.Names[_at], _map._values[_at]);

        readonly object IEnumerator.Current => Current;

        public bool MoveNext() => ++_at < _map._values.Length;

        public void Reset() => _at = -1;

        public readonly void Dispose()
        {
        }
    }
}
