using Lake.Jinja.Errors;
using Lake.Jinja.Operations;
using Lake.Jinja.Values;

namespace Lake.Jinja.Builtins;

/// <summary>Filters of sequences that keep or reduce them.</summary>
internal static class SequenceFilters
{
    private static readonly Builtin Count = new("len", "obj", a => Length(a[0]));

    public static readonly Dictionary<string, Builtin> All = new()
    {
        ["length"] = Count,
        ["count"] = Count,
        ["list"] = new("do_list", "value", a => PyList.Own(PyIteration.ToList(a[0]))),
        ["first"] = new("do_first", "seq", (a, env) => First(a[0], env)),
        ["last"] = new("do_last", "seq", (a, env) => Last(a[0], env)),
        ["random"] = new("do_random", "seq", (a, env) => PickRandom(a[0], env)) { NeedsContext = true },
        ["reverse"] = new("do_reverse", "value", a => Reverse(a[0])),
        ["join"] = new("do_join", "value, d='', attribute=None", Join),
        ["sort"] = new("do_sort", "value, reverse=False, case_sensitive=False, attribute=None", (a, env) => PyList.Own(MergeSort.Sort(
            PyIteration.Items(a[0]), SortKeys.MultiKey(a[3], PyValue.IsTrue(a[2]), env), PyValue.IsTrue(a[1]), skipsEqual: true))),
        ["unique"] = new("do_unique", "value, case_sensitive=False, attribute=None", (a, env) => new PyIterator(Unique(
            PyIteration.Iterator(a[0]), SortKeys.Key(a[2], PyValue.IsTrue(a[1]), env)))),
        ["min"] = new("do_min", "value, case_sensitive=False, attribute=None", (a, env) => Extreme(a, env, CompareOperator.Less)),
        ["max"] = new("do_max", "value, case_sensitive=False, attribute=None", (a, env) => Extreme(a, env, CompareOperator.Greater)),
        ["sum"] = new("do_sum", "iterable, attribute=None, start=0", Sum),
        ["items"] = new("do_items", "value", a => new PyIterator(Items(a[0]))),
    };

    private static object Length(object? value) => PyBox.Of(PyValue.Length(value)
        ?? throw JinjaError.Type($"object of type '{PyValue.TypeName(value)}' has no len()"));

    private static object? First(object? value, FilterEnvironment env)
    {
        using var items = PyIteration.Iterator(value);
        return items.MoveNext() ? items.Current : env.MakeUndefined(null, "No first item, sequence was empty.");
    }

    private static object? Last(object? value, FilterEnvironment env)
    {
        if (value is PySequence sequence)
        {
            return sequence.Count > 0 ? sequence[sequence.Count - 1] : Empty(env);
        }

        var items = Reversed(value) ?? throw JinjaError.Type($"'{PyValue.TypeName(value)}' object is not reversible");
        return items.Count > 0 ? items[0] : Empty(env);

        static Undefined Empty(FilterEnvironment env) => env.MakeUndefined(null, "No last item, sequence was empty.");
    }

    /// <summary><c>reversed(value)</c>; null when Python cannot reverse it.</summary>
    private static List<object?>? Reversed(object? value)
    {
        if (value is string or Markup or PySequence or PyRange or PyDict or PyDictView or Undefined)
        {
            var items = PyIteration.ToList(value);
            items.Reverse();
            return items;
        }

        return null;
    }

    private static object? PickRandom(object? value, FilterEnvironment env)
    {
        var items = PyIteration.ToList(value is string or PySequence or PyRange or Undefined ? value : throw JinjaError.Type(
            $"'{PyValue.TypeName(value)}' object is not subscriptable"));
        return items.Count == 0
            ? env.MakeUndefined(null, "No random item, sequence was empty.")
            : items[Chance.Next(items.Count)];
    }

    private static object Reverse(object? value)
    {
        if (value is string text)
        {
            return PyString.Reverse(text);
        }

        if (value is Markup markup)
        {
            return new Markup(PyString.Reverse(markup.Value));
        }

        if (Reversed(value) is { } items)
        {
            return new PyIterator(items, value is PyList ? "list_reverseiterator" : "reversed");
        }

        if (!PyIteration.IsIterable(value))
        {
            throw JinjaError.Template("argument must be iterable");
        }

        var list = PyIteration.ToList(value);
        list.Reverse();
        return PyList.Own(list);
    }

    private static string Join(object?[] a, FilterEnvironment env)
    {
        var key = a[2] is null ? null : SortKeys.Key(a[2], caseSensitive: true, env);
        var items = PyIteration.Items(a[0]);
        return string.Join(PyText.Of(a[1]), items.Select(item => PyText.Of(key is null ? item : key(item))));
    }

    private static IEnumerable<object?> Unique(IEnumerator<object?> items, Func<object?, object?> key)
    {
        var seen = new PySet();
        using (items)
        {
            while (items.MoveNext())
            {
                if (seen.Add(key(items.Current)))
                {
                    yield return items.Current;
                }
            }
        }
    }

    private static object? Extreme(object?[] a, FilterEnvironment env, CompareOperator better)
    {
        var key = SortKeys.Key(a[2], PyValue.IsTrue(a[1]), env);
        using var items = PyIteration.Iterator(a[0]);
        if (!items.MoveNext())
        {
            return env.MakeUndefined(null, "No aggregated item, sequence was empty.");
        }

        var (best, bestKey) = (items.Current, key(items.Current));
        while (items.MoveNext())
        {
            var next = key(items.Current);
            if (PyCompare.Compare(better, next, bestKey))
            {
                (best, bestKey) = (items.Current, next);
            }
        }

        return best;
    }

    private static object? Sum(object?[] a, FilterEnvironment env)
    {
        if (a[2] is string)
        {
            throw JinjaError.Type("sum() can't sum strings [use ''.join(seq) instead]");
        }

        var key = a[1] is null ? null : SortKeys.Key(a[1], caseSensitive: true, env);
        var total = a[2];
        foreach (var item in PyIteration.Items(a[0]))
        {
            total = Arithmetic.Apply(BinaryOperator.Add, total, key is null ? item : key(item));
        }

        return total;
    }

    private static IEnumerable<object?> Items(object? value)
    {
        if (value is Undefined)
        {
            yield break;
        }

        if (value is not JinjaObject { IsMapping: true } mapping)
        {
            throw JinjaError.Type("Can only get item pairs from a mapping.");
        }

        foreach (var key in PyIteration.Items(mapping))
        {
            yield return new PyTuple(key, mapping.TryGetItem(key, out var item) ? item : null);
        }
    }
}
