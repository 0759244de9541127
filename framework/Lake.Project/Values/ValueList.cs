using System.Collections;
using System.Collections.Immutable;

namespace Lake.Project.Values;

/// <summary>An unchanging list of plain values (see <see cref="ValueMap"/>).</summary>
public sealed class ValueList(IEnumerable<object?> items) : IReadOnlyList<object?>, IEquatable<ValueList>
{
    private readonly ImmutableArray<object?> _items = [.. items];

    public static ValueList Empty { get; } = new([]);

    public int Count => _items.Length;

    public object? this[int index] => _items[index];

    public IEnumerator<object?> GetEnumerator() => ((IEnumerable<object?>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public bool Equals(ValueList? other) => other is not null && _items.SequenceEqual(other._items);

    public override bool Equals(object? obj) => Equals(obj as ValueList);

    public override int GetHashCode() => _items.Length;
}
