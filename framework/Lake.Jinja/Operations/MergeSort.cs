using Lake.Jinja.Methods;
using Lake.Jinja.Values;

namespace Lake.Jinja.Operations;

/// <summary><c>sorted</c>: stable, also in reverse, as Python's sort is.</summary>
internal static class MergeSort
{
    /// <param name="skipsEqual">Whether equal keys are never ordered, as when they stand in lists.</param>
    public static List<object?> Sort(IEnumerable<object?> items, Func<object?, object?> key, bool reverse, bool skipsEqual = false)
    {
        var keyed = items.Select(item => (Key: key(item), Item: item)).ToArray();
        if (reverse)
        {
            Array.Reverse(keyed);
        }

        Sort(keyed, skipsEqual);
        var result = keyed.Select(pair => pair.Item).ToList();
        if (reverse)
        {
            result.Reverse();
        }

        return result;
    }

    public static object? IgnoreCase(object? value) => value switch
    {
        string s => StringCases.Lower(s),
        Markup m => StringCases.Lower(m.Value),
        _ => value,
    };

    private static void Sort((object? Key, object? Item)[] items, bool skipsEqual)
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
