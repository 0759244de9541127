using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Lake.Jinja.Errors;

namespace Lake.Jinja.Values;

/// <summary>A Python dict: any hashable keys, None among them, in the order of their insertion.</summary>
public sealed class PyDict : JinjaObject, IEnumerable<KeyValuePair<object?, object?>>
{
    private readonly PyTable _table = new();

    public PyDict()
    {
    }

    public PyDict(IEnumerable<KeyValuePair<string, object?>> items)
    {
        foreach (var (key, value) in items)
        {
            this[key] = value;
        }
    }

    public override string TypeName => "dict";

    public int Count => _table.Count;

    public override long? Length => _table.Count;

    public override bool IsTrue => _table.Count != 0;

    public override bool IsMapping => true;

    public IEnumerable<object?> Keys => this.Select(entry => entry.Key);

    public IEnumerable<object?> Values => this.Select(entry => entry.Value);

    public override string Repr =>
        "{" + string.Join(", ", this.Select(entry => PyRepr.Of(entry.Key) + ": " + PyRepr.Of(entry.Value))) + "}";

    [SuppressMessage("Design", "CA1043", Justification = "Python's keys are any values.")]
    public object? this[object? key]
    {
        get => _table.TryGet(key, out var value)
            ? value
            : throw new JinjaError(ErrorKind.KeyError, PyRepr.Of(key));
        set => _table.Set(key, value);
    }

    public void Add(object? key, object? value) => _table.Set(key, value);

    public bool TryGet(object? key, out object? value) => _table.TryGet(key, out value);

    /// <summary>The same for a key whose <see cref="PyCompare.Hash"/> is known.</summary>
    internal bool TryGet(string key, int hash, out object? value) => _table.TryGet(key, hash, out value);

    /// <summary>The value, or null (None) when there is none.</summary>
    public object? Get(object? key) => _table.TryGet(key, out var value) ? value : null;

    public bool Remove(object? key) => _table.Remove(key, out _);

    public bool Remove(object? key, out object? value) => _table.Remove(key, out value);

    public void Clear() => _table.Clear();

    public PyDict Copy()
    {
        var copy = new PyDict();
        copy.Update(this);
        return copy;
    }

    public void Update(PyDict other)
    {
        foreach (var (key, value) in other)
        {
            _table.Set(key, value);
        }
    }

    public override bool TryGetAttribute(string name, out object? value) => Methods.DictMethods.TryGet(this, name, out value);

    /// <summary>What cannot be hashed is no key.</summary>
    public override bool TryGetItem(object? key, out object? value)
    {
        value = null;
        return key is not (PyList or PyDict or PySet) && _table.TryGet(key, out value);
    }

    public override bool Contains(object? item) => _table.TryGet(item, out _);

    public override int Hash() => throw JinjaError.Type("unhashable type: 'dict'");

    public override bool EqualTo(object? other)
    {
        if (other is not PyDict dict || dict.Count != Count)
        {
            return ReferenceEquals(this, other);
        }

        foreach (var (key, value) in this)
        {
            if (!dict.TryGet(key, out var theirs) || !PyCompare.Same(value, theirs))
            {
                return false;
            }
        }

        return true;
    }

    public override IEnumerator<object?> Iterate() => _table.Iterate("dictionary", static entry => entry.Key);

    public IEnumerator<KeyValuePair<object?, object?>> GetEnumerator() => _table.Iterate("dictionary", static entry => entry);

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal IEnumerator<object?> IterateValues() => _table.Iterate("dictionary", static entry => entry.Value);

    internal IEnumerator<object?> IterateItems() =>
        _table.Iterate("dictionary", static entry => (object?)new PyTuple(entry.Key, entry.Value));
}
