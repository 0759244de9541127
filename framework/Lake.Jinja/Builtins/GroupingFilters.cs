using Lake.Jinja.Errors;
using Lake.Jinja.Operations;
using Lake.Jinja.Values;

namespace Lake.Jinja.Builtins;

/// <summary><c>batch</c>, <c>slice</c>, <c>groupby</c>, <c>dictsort</c>.</summary>
internal static class GroupingFilters
{
    public static readonly Dictionary<string, Builtin> All = new()
    {
        ["batch"] = new("do_batch", "value, linecount, fill_with=None", a => new PyIterator(Batch(PyIteration.Iterator(a[0]), a[1], a[2]))),
        ["slice"] = new("do_slice", "value, slices, fill_with=None", a => new PyIterator(Slice(PyIteration.ToList(a[0]), PyNumber.ToIndex(a[1]), a[2]))),
        ["groupby"] = new("do_groupby", "value, attribute, default=None, case_sensitive=False", GroupBy),
        ["dictsort"] = new("do_dictsort", "value, case_sensitive=False, by='key', reverse=False", DictSort),
    };

    private static IEnumerable<object?> Batch(IEnumerator<object?> items, object? size, object? fill)
    {
        var batch = new List<object?>();
        using (items)
        {
            while (items.MoveNext())
            {
                if (PyCompare.Equal((long)batch.Count, size))
                {
                    yield return PyList.Own(batch);
                    batch = [];
                }

                batch.Add(items.Current);
            }
        }

        if (batch.Count > 0)
        {
            while (fill is not null && PyCompare.Compare(CompareOperator.Less, (long)batch.Count, size))
            {
                batch.Add(fill);
            }

            yield return PyList.Own(batch);
        }
    }

    private static IEnumerable<object?> Slice(List<object?> items, long slices, object? fill)
    {
        if (slices == 0)
        {
            throw new JinjaError(ErrorKind.ZeroDivisionError, "integer division or modulo by zero");
        }

        var (size, extra) = ((int)(items.Count / slices), items.Count % slices);
        var start = 0;
        for (var i = 0L; i < slices; i++)
        {
            var count = size + (i < extra ? 1 : 0);
            var slice = items.GetRange(start, count);
            start += count;
            if (fill is not null && i >= extra)
            {
                slice.Add(fill);
            }

            yield return PyList.Own(slice);
        }
    }

    private static PyList GroupBy(object?[] a, FilterEnvironment env)
    {
        var caseSensitive = PyValue.IsTrue(a[3]);
        var key = SortKeys.Key(a[1], caseSensitive, env, a[2]);
        var plain = SortKeys.Key(a[1], caseSensitive: true, env, a[2]);
        var groups = new List<object?>();
        List<object?>? current = null;
        object? currentKey = null;
        foreach (var item in MergeSort.Sort(PyIteration.Items(a[0]), key, reverse: false))
        {
            var itemKey = key(item);
            if (current is null || !PyCompare.Same(itemKey, currentKey))
            {
                (current, currentKey) = ([], itemKey);
                groups.Add(new NamedTuple(null, ["grouper", "list"], [plain(item), PyList.Own(current)]));
            }

            current.Add(item);
        }

        return PyList.Own(groups);
    }

    private static PyList DictSort(object?[] a)
    {
        var by = a[2] as string;
        var position = by == "key" ? 0 : by == "value" ? 1 : throw JinjaError.Template("You can only sort by either \"key\" or \"value\"");
        if (a[0] is not JinjaObject { IsMapping: true } mapping)
        {
            if (a[0] is ParseUndefined)
            {
                return new PyList();
            }

            throw (a[0] as Undefined)?.Error()
                ?? new JinjaError(ErrorKind.AttributeError, $"'{PyValue.TypeName(a[0])}' object has no attribute 'items'");
        }

        var caseSensitive = PyValue.IsTrue(a[1]);
        var items = PyIteration.ToList(mapping).Select(key => (object?)new PyTuple(key, mapping.TryGetItem(key, out var value) ? value : null));
        return PyList.Own(MergeSort.Sort(
            items,
            item => item is PyTuple pair ? caseSensitive ? pair[position] : MergeSort.IgnoreCase(pair[position]) : null,
            PyValue.IsTrue(a[3])));
    }
}
