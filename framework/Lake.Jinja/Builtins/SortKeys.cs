using Lake.Jinja.Operations;
using Lake.Jinja.Values;

namespace Lake.Jinja.Builtins;

/// <summary>The keys that filters sort, group and compare by.</summary>
internal static class SortKeys
{
    /// <summary>The value an item is sorted by: an attribute path, or the item; in lower case unless case counts.</summary>
    public static Func<object?, object?> Key(object? attribute, bool caseSensitive, FilterEnvironment env, object? fallback = null)
    {
        var path = Path(attribute);
        return item =>
        {
            foreach (var part in path)
            {
                item = Access.Item(item, part, env.Undefined);
                if (fallback is not null && item is Undefined)
                {
                    item = fallback;
                }
            }

            return caseSensitive ? item : MergeSort.IgnoreCase(item);
        };
    }

    /// <summary>Several paths with commas between: all of their values as a list.</summary>
    public static Func<object?, object?> MultiKey(object? attribute, bool caseSensitive, FilterEnvironment env)
    {
        if (attribute is not string text || !text.Contains(',', StringComparison.Ordinal))
        {
            return Key(attribute, caseSensitive, env);
        }

        var keys = text.Split(',').Select(part => Key(part, caseSensitive, env)).ToArray();
        return item => new PyList(keys.Select(key => key(item)));
    }

    private static object?[] Path(object? attribute) => attribute switch
    {
        null => [],
        string text => [.. text.Split('.').Select(part => part.Length > 0 && part.All(char.IsAsciiDigit) ? PyBox.Of(long.Parse(part, System.Globalization.CultureInfo.InvariantCulture)) : part)],
        _ => [attribute],
    };
}
