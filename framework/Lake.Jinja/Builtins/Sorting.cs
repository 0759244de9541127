using Lake.Jinja.Evaluation;
using Lake.Jinja.Methods;
using Lake.Jinja.Values;

namespace Lake.Jinja.Builtins;

/// <summary><c>sorted</c> and the keys that filters sort, group and compare by.</summary>
internal static class Sorting
{
    /// <summary>Stable, also in reverse, as Python's sort is.</summary>
    /// <param name="skipsEqual">Whether equal keys are never ordered, as when they stand in lists.</param>
    public static List<object?> Sort(IEnumerable<object?> items, Func<object?, object?> key, bool reverse, bool skipsEqual = false)
    {
        var keyed = items.Select(item => (Key: key(item), Item: item)).ToArray();
        if (reverse)
        {
            Array.Reverse(keyed);
        }

        MergeSort(keyed, skipsEqual);
        var result = keyed.Select(pair => pair.Item).ToList();
        if (reverse)
        {
            result.Reverse();
        }

        return result;
    }

    /// <summary>The value an item is sorted by: an attribute path, or the item; in lower case unless case counts.</summary>
    public static Func<object?, object?> Key(object? attribute, bool caseSensitive, Activation a, object? fallback = null)
    {
        var path = Path(attribute);
        return item =>
        {
            foreach (var part in path)
            {
                item = Access.Item(item, part, a.Module.Undefined);
                if (fallback is not null && item is Undefined)
                {
                    item = fallback;
                }
            }

            return caseSensitive ? item : IgnoreCase(item);
        };
    }

    /// <summary>Several paths with commas between: all of their values as a list.</summary>
    public static Func<object?, object?> MultiKey(object? attribute, bool caseSensitive, Activation a)
    {
        if (attribute is not string text || !text.Contains(',', StringComparison.Ordinal))
        {
            return Key(attribute, caseSensitive, a);
        }

        var keys = text.Split(',').Select(part => Key(part, caseSensitive, a)).ToArray();
        return item => new PyList(keys.Select(key => key(item)));
    }

    public static object? IgnoreCase(object? value) => value switch
    {
        string s => StringCases.Lower(s),
        Markup m => StringCases.Lower(m.Value),
        _ => value,
    };

    private static object?[] Path(object? attribute) => attribute switch
    {
        null => [],
        string text => [.. text.Split('.').Select(part => part.Length > 0 && part.All(char.IsAsciiDigit) ? PyBox.Of(long.Parse(part, System.Globalization.CultureInfo.InvariantCulture)) : part)],
        _ => [attribute],
    };

    private static void MergeSort((object? Key, object? Item)[] items, bool skipsEqual)
    {
        var buffer = new (object? Key, object? Item)[items.Length];
        for (var width = 1; width < items.Length; width *= 2)
        {
            for (var start = 0; start < items.Length; start += 2 * width)
            {
                Merge(items, buffer, start, Math.Min(start + width, items.Length), Math.Min(start + (2 * width), items.Length), skipsEqual);
            }

            Array.Copy(buffer, items, items.Length);
        }
    }

    private static void Merge((object? Key, object? Item)[] items, (object? Key, object? Item)[] buffer, int start, int middle, int end, bool skipsEqual)
    {
        var (left, right) = (start, middle);
        for (var i = start; i < end; i++)
        {
            var takesRight = right < end && (left >= middle || Less(items[right].Key, items[left].Key, skipsEqual));
            buffer[i] = takesRight ? items[right++] : items[left++];
        }
    }

    private static bool Less(object? a, object? b, bool skipsEqual) =>
        !(skipsEqual && PyCompare.Same(a, b)) && PyCompare.Compare(CompareOperator.Less, a, b);
}
