using Lake.Jinja.Errors;
using Lake.Jinja.Values;

namespace Lake.Jinja.Methods;

/// <summary>The methods of <c>dict</c>.</summary>
internal static class DictMethods
{
    public static readonly MethodTable<PyDict> Table = new(
        "dict",
        new("get", "key, default=None", (d, a) => d.TryGet(a[0], out var value) ? value : a[1]),
        new("items", "", (d, _) => PyDictView.Items(d)),
        new("keys", "", (d, _) => PyDictView.Keys(d)),
        new("values", "", (d, _) => PyDictView.Values(d)),
        new("update", "*args, **kwargs", (d, a) => Update(d, a[0] as PyTuple ?? PyTuple.Empty, a[1] as Keyword[] ?? [])),
        new("pop", "key, *args", (d, a) => Pop(d, a[0], a[1] as PyTuple ?? PyTuple.Empty)),
        new("popitem", "", (d, _) => PopItem(d)),
        new("setdefault", "key, default=None", (d, a) => SetDefault(d, a[0], a[1])),
        new("clear", "", (d, _) => Clear(d)),
        new("copy", "", (d, _) => d.Copy()),
        new("fromkeys", "iterable, value=None", (_, a) => FromKeys(a[0], a[1])));

    public static bool TryGet(PyDict self, string name, out object? value) => Table.TryGet(self, name, out value);

    /// <summary>Takes over a mapping, or pairs of key and value.</summary>
    public static void Fill(PyDict dict, object? source)
    {
        if (source is PyDict other)
        {
            dict.Update(other);
            return;
        }

        if (source is JinjaObject { IsMapping: true } mapping)
        {
            foreach (var key in PyIteration.ToList(mapping))
            {
                dict[key] = mapping.TryGetItem(key, out var value) ? value : null;
            }

            return;
        }

        if (source is Undefined and not ParseUndefined)
        {
            throw ((Undefined)source).Error();
        }

        var index = 0;
        foreach (var item in PyIteration.ToList(source))
        {
            if (!PyIteration.IsIterable(item))
            {
                throw JinjaError.Type($"cannot convert dictionary update sequence element #{index} to a sequence");
            }

            var pair = PyIteration.ToArray(item);
            dict[pair.Length == 2 ? pair[0] : throw JinjaError.Value(
                $"dictionary update sequence element #{index} has length {pair.Length}; 2 is required")] = pair[1];
            index++;
        }
    }

    private static object? Update(PyDict dict, PyTuple sources, Keyword[] keywords)
    {
        if (sources.Count > 1)
        {
            throw JinjaError.Type($"update expected at most 1 argument, got {sources.Count}");
        }

        if (sources.Count == 1)
        {
            Fill(dict, sources[0]);
        }

        foreach (var keyword in keywords)
        {
            dict[keyword.Name] = keyword.Value;
        }

        return null;
    }

    private static object? Pop(PyDict dict, object? key, PyTuple fallback) =>
        dict.Remove(key, out var value) ? value
        : fallback.Count > 0 ? fallback[0]
        : throw new JinjaError(ErrorKind.KeyError, PyRepr.Of(key));

    private static PyTuple PopItem(PyDict dict)
    {
        if (dict.Count == 0)
        {
            throw new JinjaError(ErrorKind.KeyError, "'popitem(): dictionary is empty'");
        }

        var (key, value) = dict.Last();
        dict.Remove(key);
        return new PyTuple(key, value);
    }

    private static object? SetDefault(PyDict dict, object? key, object? value)
    {
        if (dict.TryGet(key, out var existing))
        {
            return existing;
        }

        dict[key] = value;
        return value;
    }

    private static object? Clear(PyDict dict)
    {
        dict.Clear();
        return null;
    }

    private static PyDict FromKeys(object? keys, object? value)
    {
        var dict = new PyDict();
        foreach (var key in PyIteration.Items(keys))
        {
            dict[key] = value;
        }

        return dict;
    }
}
