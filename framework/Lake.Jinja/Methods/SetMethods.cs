using Lake.Jinja.Errors;
using Lake.Jinja.Values;

namespace Lake.Jinja.Methods;

/// <summary>The methods of <c>set</c>.</summary>
internal static class SetMethods
{
    public static readonly MethodTable<PySet> Table = new(
        "set",
        new("add", "item", (s, a) => Do(() => s.Add(a[0]))),
        new("remove", "item", (s, a) => s.Remove(a[0]) ? null : throw new JinjaError(ErrorKind.KeyError, PyRepr.Of(a[0]))),
        new("discard", "item", (s, a) => Do(() => s.Remove(a[0]))),
        new("pop", "", (s, _) => Pop(s)),
        new("clear", "", (s, _) => Do(s.Clear)),
        new("copy", "", (s, _) => new PySet(s.Items)),
        new("union", "*others", (s, a) => Fold(new PySet(s.Items), a[0], (result, other) => AddAll(result, other))),
        new("update", "*others", (s, a) => Do(() => Fold(s, a[0], (result, other) => AddAll(result, other)))),
        new("intersection", "*others", (s, a) => Fold(s, a[0], (result, other) => new PySet(result.Items.Where(other.Contains)), copies: true)),
        new("difference", "*others", (s, a) => Fold(s, a[0], (result, other) => new PySet(result.Items.Where(item => !other.Contains(item))), copies: true)),
        new("symmetric_difference", "other", (s, a) => Symmetric(s, ToSet(a[0]))),
        new("difference_update", "*others", (s, a) => Do(() => Fold(s, a[0], (result, other) => RemoveAll(result, other)))),
        new("intersection_update", "other", (s, a) => Do(() => Retain(s, ToSet(a[0])))),
        new("symmetric_difference_update", "other", (s, a) => Do(() => Toggle(s, ToSet(a[0])))),
        new("issubset", "other", (s, a) => PyBox.Of(s.IsSubsetOf(ToSet(a[0])))),
        new("issuperset", "other", (s, a) => PyBox.Of(ToSet(a[0]).IsSubsetOf(s))),
        new("isdisjoint", "other", (s, a) => PyBox.Of(!ToSet(a[0]).Items.Any(s.Contains))));

    public static bool TryGet(PySet self, string name, out object? value) => Table.TryGet(self, name, out value);

    private static PySet ToSet(object? value) => value as PySet ?? new PySet(PyIteration.Items(value));

    private static object? Do(Action action)
    {
        action();
        return null;
    }

    private static object? Pop(PySet set)
    {
        if (set.Count == 0)
        {
            throw new JinjaError(ErrorKind.KeyError, "'pop from an empty set'");
        }

        var item = set.Items.First();
        set.Remove(item);
        return item;
    }

    private static PySet Fold(PySet set, object? others, Func<PySet, PySet, PySet> step, bool copies = false)
    {
        var result = copies ? new PySet(set.Items) : set;
        foreach (var other in PyIteration.ToArray(others))
        {
            result = step(result, ToSet(other));
        }

        return result;
    }

    private static PySet AddAll(PySet set, PySet other)
    {
        foreach (var item in other.Items.ToList())
        {
            set.Add(item);
        }

        return set;
    }

    private static PySet RemoveAll(PySet set, PySet other)
    {
        foreach (var item in other.Items.ToList())
        {
            set.Remove(item);
        }

        return set;
    }

    private static void Retain(PySet set, PySet other)
    {
        foreach (var item in set.Items.Where(item => !other.Contains(item)).ToList())
        {
            set.Remove(item);
        }
    }

    private static void Toggle(PySet set, PySet other)
    {
        foreach (var item in other.Items.ToList())
        {
            _ = set.Remove(item) || set.Add(item);
        }
    }

    private static PySet Symmetric(PySet a, PySet b) =>
        new(a.Items.Where(item => !b.Contains(item)).Concat(b.Items.Where(item => !a.Contains(item))));
}
