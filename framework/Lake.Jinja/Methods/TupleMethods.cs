using Lake.Jinja.Errors;
using Lake.Jinja.Values;

namespace Lake.Jinja.Methods;

/// <summary>The methods of <c>tuple</c> and of <c>range</c>.</summary>
internal static class TupleMethods
{
    public static readonly MethodTable<PyTuple> Table = new(
        "tuple",
        new("count", "value", (t, a) => PyBox.Of((long)t.Values.Count(item => PyCompare.Same(item, a[0])))),
        new("index", "value, start=0, stop=None", (t, a) => ListMethods.IndexOf(t, a)));

    public static bool TryGet(PyTuple self, string name, out object? value) => Table.TryGet(self, name, out value);
}

internal static class RangeMethods
{
    private static readonly MethodTable<PyRange> Table = new(
        "range",
        new("count", "value", (r, a) => PyBox.Of(r.Contains(a[0]) ? 1L : 0L)),
        new("index", "value", (r, a) => r.Contains(a[0])
            ? PyBox.Of((PyNumber.ToIndex(a[0]) - r.Start) / r.Step)
            : throw JinjaError.Value($"{PyRepr.Of(a[0])} is not in range")));

    public static bool TryGet(PyRange self, string name, out object? value)
    {
        value = name switch
        {
            "start" => PyBox.Of(self.Start),
            "stop" => PyBox.Of(self.Stop),
            "step" => PyBox.Of(self.Step),
            _ => null,
        };
        return value is not null || Table.TryGet(self, name, out value);
    }
}
