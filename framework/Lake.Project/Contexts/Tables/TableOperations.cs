using Lake.Jinja.Dbt;
using Lake.Jinja.Values;
using Lake.Project.Contexts.Values;

namespace Lake.Project.Contexts.Tables;

/// <summary>Tables made from tables: the part of agate that packages use.</summary>
internal static class TableOperations
{
    /// <summary>Nulls last, values of one type in their order, others by their text.</summary>
    public static readonly IComparer<object?> Order = Comparer<object?>.Create(Compare);

    public static IReadOnlyList<string> Names(object? key) =>
        key is string single ? [single] : [.. Arguments.Items(key).Select(PyText.Of)];

    public static TableValue Rename(TableValue table, CallArguments arguments)
    {
        var names = arguments.Optional(0, "column_names");
        return new TableValue([.. table.Columns.Select((c, i) => c with { Name = NewName(names, c.Name, i) })], table.Rows);
    }

    public static TableValue Where(TableValue table, CallArguments arguments)
    {
        var test = arguments.Required(0, "test");
        return new TableValue(table.Columns, [.. table.Rows.Where(r =>
            PyValue.IsTrue(arguments.Invoke(test, [NamedSequence.Row(table.Names, r)])))]);
    }

    public static TableValue OrderBy(TableValue table, CallArguments arguments)
    {
        var indexes = Names(arguments.Required(0, "key")).Select(n => table.Names.ToList().IndexOf(n)).Where(i => i >= 0).ToArray();
        IEnumerable<object?[]> rows = table.Rows;
        foreach (var index in indexes.Reverse())
        {
            rows = rows.OrderBy(r => r[index], Order);
        }

        var sorted = rows.ToList();
        if (arguments.Flag(1, "reverse"))
        {
            sorted.Reverse();
        }

        return new TableValue(table.Columns, sorted);
    }

    public static TableValue Limit(TableValue table, CallArguments arguments)
    {
        var first = arguments.Optional(0, "start_or_stop") as long? ?? table.Rows.Count;
        var (start, stop) = arguments.Optional(1, "stop") is long end ? (first, end) : (0L, first);
        return new TableValue(table.Columns, [.. table.Rows.Skip((int)start).Take((int)Math.Max(0, stop - start))]);
    }

    public static TableValue Distinct(TableValue table, CallArguments arguments)
    {
        var key = arguments.Optional(0, "key");
        var indexes = key is null
            ? [.. Enumerable.Range(0, table.Names.Count)]
            : Names(key).Select(n => table.Names.ToList().IndexOf(n)).Where(i => i >= 0).ToArray();
        var seen = new PySet();
        return new TableValue(table.Columns, [.. table.Rows.Where(r => seen.Add(new PyTuple([.. indexes.Select(i => r[i])])))]);
    }

    public static string ToJson(TableValue table) =>
        PyJsonWriter.Write(new PyList(table.RowSequence.Items.Select(row => Dict(row))));

    private static PyDict Dict(object? item) => item is not NamedSequence row ? [] :
        new(row.Names?.Zip(row.Items, (n, v) => KeyValuePair.Create(n, v)) ?? []);

    private static string NewName(object? names, string name, int index) => names switch
    {
        PyDict map => map.TryGet(name, out var renamed) ? PyText.Of(renamed) : name,
        PySequence list when index < list.Count => PyText.Of(list[index]),
        _ => name,
    };

    private static int Compare(object? left, object? right) => (left, right) switch
    {
        (null, null) => 0,
        (null, _) => 1,
        (_, null) => -1,
        (string a, string b) => string.CompareOrdinal(a, b),
        _ when PyNumber.IsNumber(left) && PyNumber.IsNumber(right) => PyNumber.ToDouble(left).CompareTo(PyNumber.ToDouble(right)),
        (JinjaObject a, _) => a.CompareTo(right) ?? string.CompareOrdinal(PyText.Of(left), PyText.Of(right)),
        _ => string.CompareOrdinal(PyText.Of(left), PyText.Of(right)),
    };
}
