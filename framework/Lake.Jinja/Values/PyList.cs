using System.Collections;
using Lake.Jinja.Errors;

namespace Lake.Jinja.Values;

/// <summary>A Python list.</summary>
public sealed class PyList : PySequence, IReadOnlyList<object?>
{
    public PyList()
        : this([])
    {
    }

    public PyList(IEnumerable<object?> items)
        : this([.. items])
    {
    }

    private PyList(List<object?> items) => Items = items;

    /// <summary>Takes the list itself, without a copy.</summary>
    public static PyList Own(List<object?> items) => new(items);

    public static PyList Of(params ReadOnlySpan<object?> items) => new([.. items]);

    public List<object?> Items { get; }

    public override string TypeName => "list";

    public override int Count => Items.Count;

    public override object? this[int index] => Items[index];

    public override string Repr => PyRepr.OfItems("[", Items, "]");

    public override bool TryGetAttribute(string name, out object? value) => Methods.ListMethods.TryGet(this, name, out value);

    public override int Hash() => throw JinjaError.Type("unhashable type: 'list'");

    public override IEnumerator<object?> Iterate()
    {
        // A list may grow or shrink while it is iterated, as in Python.
        for (var i = 0; i < Items.Count; i++)
        {
            yield return Items[i];
        }
    }

    internal override PySequence Make(List<object?> items) => Own(items);

    IEnumerator<object?> IEnumerable<object?>.GetEnumerator() => Iterate();

    IEnumerator IEnumerable.GetEnumerator() => Iterate();
}
