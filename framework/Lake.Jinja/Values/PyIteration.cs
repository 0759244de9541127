using Lake.Jinja.Errors;

namespace Lake.Jinja.Values;

/// <summary><c>iter</c> and what rests on it.</summary>
public static class PyIteration
{
    public static bool IsIterable(object? value)
    {
        if (value is string)
        {
            return true;
        }

        if (value is not JinjaObject o)
        {
            return false;
        }

        using var items = o.Iterate();
        return items is not null;
    }

    /// <summary>The items one by one; throws Python's type error at once when the value has none.</summary>
    public static IEnumerable<object?> Items(object? value) => value switch
    {
        PyTuple tuple => tuple.Values,
        IEnumerable<object?> items => items,
        string s => PyString.Items(s),
        _ => Walk(Iterator(value)),
    };

    public static IEnumerator<object?> Iterator(object? value) => value switch
    {
        string s => PyString.Items(s).GetEnumerator(),
        JinjaObject o => o.Iterate() ?? throw NotIterable(value),
        _ => throw NotIterable(value),
    };

    /// <summary>A list of the items, new each time.</summary>
    public static List<object?> ToList(object? value)
    {
        if (value is PyList list)
        {
            return [.. list.Items];
        }

        var result = new List<object?>();
        using var items = Iterator(value);
        while (items.MoveNext())
        {
            result.Add(items.Current);
        }

        return result;
    }

    /// <summary>The items as an array that must not be changed: it may be the value's own.</summary>
    public static object?[] ToArray(object? value) => value is PyTuple tuple ? tuple.Values : [.. ToList(value)];

    /// <summary>The items on an assignment's right, which must be exactly so many.</summary>
    public static object?[] Unpack(object? value, int count)
    {
        if (value is PyTuple tuple && tuple.Count == count)
        {
            return tuple.Values;
        }

        if (!IsIterable(value))
        {
            throw value is Undefined ? JinjaError.Value($"not enough values to unpack (expected {count}, got 0)")
                : JinjaError.Type($"cannot unpack non-iterable {PyValue.TypeName(value)} object");
        }

        var items = ToArray(value);
        return items.Length == count ? items
            : items.Length > count ? throw JinjaError.Value($"too many values to unpack (expected {count})")
            : throw JinjaError.Value($"not enough values to unpack (expected {count}, got {items.Length})");
    }

    public static JinjaError NotIterable(object? value) => JinjaError.Type($"'{PyValue.TypeName(value)}' object is not iterable");

    private static IEnumerable<object?> Walk(IEnumerator<object?> items)
    {
        using (items)
        {
            while (items.MoveNext())
            {
                yield return items.Current;
            }
        }
    }
}
