using Lake.Jinja.Errors;

namespace Lake.Jinja.Values;

/// <summary><c>dict.keys()</c>, <c>.values()</c> and <c>.items()</c>: live views.</summary>
public sealed class PyDictView : JinjaObject
{
    private readonly PyDict _dict;
    private readonly Kind _kind;

    private PyDictView(PyDict dict, Kind kind) => (_dict, _kind) = (dict, kind);

    private enum Kind
    {
        Keys,
        Values,
        Items,
    }

    public override string TypeName => _kind switch
    {
        Kind.Keys => "dict_keys",
        Kind.Values => "dict_values",
        Kind.Items => "dict_items",
    };

    public override long? Length => _dict.Count;

    public override string Repr => PyRepr.OfItems(TypeName + "([", PyIteration.Items(this), "])");

    public static PyDictView Keys(PyDict dict) => new(dict, Kind.Keys);

    public static PyDictView Values(PyDict dict) => new(dict, Kind.Values);

    public static PyDictView Items(PyDict dict) => new(dict, Kind.Items);

    /// <summary>A set, or the view of a dict that behaves as one; null for anything else.</summary>
    internal static PySet? ToSet(object? value) => value switch
    {
        PySet set => set,
        PyDictView { _kind: not Kind.Values } view => new PySet(PyIteration.Items(view)),
        _ => null,
    };

    public override bool Contains(object? item) => _kind switch
    {
        Kind.Keys => _dict.Contains(item),
        Kind.Values => base.Contains(item),
        Kind.Items => item is PyTuple { Count: 2 } pair && _dict.TryGet(pair[0], out var value) && PyCompare.Same(value, pair[1]),
    };

    public override bool EqualTo(object? other) => ReferenceEquals(this, other)
        || (_kind != Kind.Values && ToSet(other) is { } set && set.EqualTo(new PySet(PyIteration.Items(this))));

    public override int Hash() => _kind == Kind.Values ? base.Hash() : throw JinjaError.Type($"unhashable type: '{TypeName}'");

    public override bool TryOperate(BinaryOperator operation, object? other, bool reflected, out object? result)
    {
        result = null;
        if (operation == BinaryOperator.Subtract && _kind != Kind.Values && PyIteration.IsIterable(other))
        {
            var (all, less) = reflected ? (other, this) : ((object?)this, other);
            var without = new PySet(PyIteration.Items(less));
            result = new PySet(PyIteration.Items(all).Where(item => !without.Contains(item)));
        }

        return result is not null;
    }

    public override bool TryGetAttribute(string name, out object? value)
    {
        value = name == "isdisjoint" && _kind != Kind.Values
            ? new NativeFunction(name, arguments => PyBox.Of(!PyIteration.Items(arguments.Required(0, "other")).Any(Contains)))
            : name == "mapping" ? _dict : null;
        return value is not null;
    }

    public override IEnumerator<object?> Iterate() => _kind switch
    {
        Kind.Keys => _dict.Iterate(),
        Kind.Values => _dict.IterateValues(),
        Kind.Items => _dict.IterateItems(),
    };
}
