using Lake.Jinja.Errors;
using Lake.Jinja.Operations;
using Lake.Jinja.Values;

namespace Lake.Jinja.Methods;

/// <summary>The methods of <c>list</c>.</summary>
internal static class ListMethods
{
    public static readonly MethodTable<PyList> Table = new(
        "list",
        new("append", "object", (l, a) => Do(() => l.Items.Add(a[0]))),
        new("extend", "iterable", (l, a) => Do(() => l.Items.AddRange(PyIteration.ToList(a[0])))),
        new("insert", "index, object", (l, a) => Do(() => l.Items.Insert((int)Slicing.Bounds(l.Count, a[0], null, null).Start, a[1]))),
        new("pop", "index=-1", (l, a) => Pop(l, PyNumber.ToIndex(a[0]))),
        new("remove", "value", (l, a) => Do(() => l.Items.RemoveAt(Index(l, a[0], 0, l.Count, "list.remove(x): x not in list")))),
        new("clear", "", (l, _) => Do(l.Items.Clear)),
        new("copy", "", (l, _) => new PyList(l.Items)),
        new("count", "value", (l, a) => PyBox.Of((long)l.Items.Count(item => PyCompare.Same(item, a[0])))),
        new("index", "value, start=0, stop=None", (l, a) => IndexOf(l, a)),
        new("reverse", "", (l, _) => Do(l.Items.Reverse)),
        new("sort", "key=None, reverse=False", (l, a) => Sort(l, a[0], PyValue.IsTrue(a[1]))));

    public static bool TryGet(PyList self, string name, out object? value) => Table.TryGet(self, name, out value);

    public static int Index(PySequence sequence, object? value, long start, long stop, string message)
    {
        for (var i = start; i < Math.Min(stop, sequence.Count); i++)
        {
            if (PyCompare.Same(sequence[(int)i], value))
            {
                return (int)i;
            }
        }

        throw JinjaError.Value(message);
    }

    public static object IndexOf(PySequence sequence, object?[] a)
    {
        var (start, stop, _) = Slicing.Bounds(sequence.Count, a[1], a[2], null);
        var message = sequence is PyList ? $"{PyRepr.Of(a[0])} is not in list" : "tuple.index(x): x not in tuple";
        return PyBox.Of((long)Index(sequence, a[0], start, stop, message));
    }

    private static object? Do(Action action)
    {
        action();
        return null;
    }

    private static object? Pop(PyList list, long index)
    {
        index = index < 0 ? index + list.Count : index;
        if (index < 0 || index >= list.Count)
        {
            throw new JinjaError(ErrorKind.IndexError, list.Count == 0 ? "pop from empty list" : "pop index out of range");
        }

        var value = list.Items[(int)index];
        list.Items.RemoveAt((int)index);
        return value;
    }

    private static object? Sort(PyList list, object? key, bool reverse)
    {
        var sorted = Operations.MergeSort.Sort(list.Items, item => key is null ? item : Calls.Call(key, CallArguments.Of(item)), reverse);
        list.Items.Clear();
        list.Items.AddRange(sorted);
        return null;
    }
}
