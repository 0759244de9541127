namespace Lake.Jinja.Values;

/// <summary>A generator or iterator: gives each item once.</summary>
public sealed class PyIterator(IEnumerator<object?> items, string typeName = "generator") : JinjaObject
{
    private readonly IEnumerator<object?> _items = items;

    public PyIterator(IEnumerable<object?> items, string typeName = "generator")
        : this(items.GetEnumerator(), typeName)
    {
    }

    public override string TypeName { get; } = typeName;

    public override string Repr => $"<{TypeName} object>";

    public override IEnumerator<object?> Iterate() => new Shared(_items);

    public override bool TryGetAttribute(string name, out object? value)
    {
        value = null;
        return false;
    }

    /// <summary>Leaving a loop early must not end the generator.</summary>
    private sealed class Shared(IEnumerator<object?> items) : IEnumerator<object?>
    {
        public object? Current => items.Current;

        public bool MoveNext() => items.MoveNext();

        public void Reset() => throw new InvalidOperationException("generators cannot be reset");

        public void Dispose()
        {
            // The generator itself goes on.
        }
    }
}
