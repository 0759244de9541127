namespace Lake.Jinja.Values;

/// <summary>A tuple whose items have names too. Without a type name it prints as a plain tuple.</summary>
internal sealed class NamedTuple(string? typeName, string[] names, object?[] items) : PyTuple(items)
{
    public override string Repr => typeName is null
        ? base.Repr
        : $"{typeName}({string.Join(", ", names.Zip(Values, (name, value) => $"{name}={PyRepr.Of(value)}"))})";

    public override bool TryGetAttribute(string name, out object? value)
    {
        var index = Array.IndexOf(names, name);
        value = index >= 0 ? Values[index] : null;
        return index >= 0 || base.TryGetAttribute(name, out value);
    }
}
