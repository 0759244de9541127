using Lake.Jinja.Errors;

namespace Lake.Jinja.Values;

/// <summary>
/// A Python set. Numbers come in CPython's order, which people see as sorted; anything else in the order of insertion.
/// </summary>
public sealed class PySet : JinjaObject
{
    private readonly PyTable _table = new();

    public PySet()
    {
    }

    public PySet(IEnumerable<object?> items)
    {
        foreach (var item in items)
        {
            Add(item);
        }
    }

    public override string TypeName => "set";

    public int Count => _table.Count;

    public override long? Length => _table.Count;

    public override string Repr => Count == 0 ? "set()" : PyRepr.OfItems("{", Items, "}");

    public IEnumerable<object?> Items
    {
        get
        {
            using var items = Iterate();
            while (items.MoveNext())
            {
                yield return items.Current;
            }
        }
    }

    public bool Add(object? item)
    {
        var before = _table.Count;
        if (!_table.TryGet(item, out _))
        {
            _table.Set(item, null);
        }

        return _table.Count != before;
    }

    public bool Remove(object? item) => _table.Remove(item, out _);

    public void Clear() => _table.Clear();

    /// <summary>Sets of sets hold frozen ones, so that a set may be looked for.</summary>
    public override bool Contains(object? item) => item is not PySet && _table.TryGet(item, out _);

    public override bool TryGetAttribute(string name, out object? value) => Methods.SetMethods.TryGet(this, name, out value);

    public override int Hash() => throw JinjaError.Type("unhashable type: 'set'");

    public override bool EqualTo(object? other) => other is PySet set && set.Count == Count && IsSubsetOf(set);

    public bool IsSubsetOf(PySet other) => Count <= other.Count && Items.All(other.Contains);

    public override IEnumerator<object?> Iterate()
    {
        var items = _table.Iterate("Set", static entry => entry.Key);
        return SetOrder.TryArrange(items, Count) is { } arranged ? arranged.GetEnumerator() : _table.Iterate("Set", static entry => entry.Key);
    }

    public override bool TryOperate(BinaryOperator operation, object? other, bool reflected, out object? result)
    {
        result = operation == BinaryOperator.Subtract && !reflected && other is PySet set
            ? new PySet(Items.Where(item => !set.Contains(item)))
            : null;
        return result is not null;
    }

    internal static bool Compare(CompareOperator operation, PySet a, PySet b) => operation switch
    {
        CompareOperator.Less => a.Count < b.Count && a.IsSubsetOf(b),
        CompareOperator.LessOrEqual => a.IsSubsetOf(b),
        CompareOperator.Greater => b.Count < a.Count && b.IsSubsetOf(a),
        CompareOperator.GreaterOrEqual => b.IsSubsetOf(a),
        CompareOperator.Equal => a.EqualTo(b),
        CompareOperator.NotEqual => !a.EqualTo(b),
    };
}
