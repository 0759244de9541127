using System.Collections;

namespace Lake.Jinja.Values;

/// <summary>A Python tuple.</summary>
public class PyTuple(params object?[] items) : PySequence, IReadOnlyList<object?>
{
    public static readonly PyTuple Empty = new([]);

    public IReadOnlyList<object?> Items => Values;

    internal object?[] Values { get; } = items;

    public override string TypeName => "tuple";

    public override int Count => Values.Length;

    public override object? this[int index] => Values[index];

    public override string Repr => PyRepr.OfItems("(", Values, Values.Length == 1 ? ",)" : ")");

    public override bool TryGetAttribute(string name, out object? value) => Methods.TupleMethods.TryGet(this, name, out value);

    public override int Hash()
    {
        var hash = default(HashCode);
        foreach (var item in Values)
        {
            hash.Add(PyCompare.Hash(item));
        }

        return hash.ToHashCode();
    }

    public override IEnumerator<object?> Iterate() => ((IEnumerable<object?>)Values).GetEnumerator();

    internal override PySequence Make(List<object?> items) => new PyTuple([.. items]);

    IEnumerator<object?> IEnumerable<object?>.GetEnumerator() => Iterate();

    IEnumerator IEnumerable.GetEnumerator() => Iterate();
}
