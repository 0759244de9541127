using Lake.Jinja.Errors;
using Lake.Jinja.Values;

namespace Lake.Jinja.Builtins;

/// <summary><c>map</c>, <c>select</c>, <c>reject</c> and those of attributes: lazy, as in Jinja2.</summary>
internal static class SelectionFilters
{
    public static readonly Dictionary<string, Builtin> All = new()
    {
        ["map"] = new("do_map", "value, *args, **kwargs", Map) { NeedsContext = true },
        ["select"] = new("do_select", "value, *args, **kwargs", (a, env) => Select(a, env, expected: true, byAttribute: false)) { NeedsContext = true },
        ["reject"] = new("do_reject", "value, *args, **kwargs", (a, env) => Select(a, env, expected: false, byAttribute: false)) { NeedsContext = true },
        ["selectattr"] = new("do_selectattr", "value, *args, **kwargs", (a, env) => Select(a, env, expected: true, byAttribute: true)) { NeedsContext = true },
        ["rejectattr"] = new("do_rejectattr", "value, *args, **kwargs", (a, env) => Select(a, env, expected: false, byAttribute: true)) { NeedsContext = true },
    };

    private static PyIterator Map(object?[] a, FilterEnvironment env) => new(Mapped(a[0], Positional(a[1]), a[2] as Keyword[] ?? [], env));

    private static object?[] Positional(object? value) => (value as PyTuple ?? PyTuple.Empty).Values;

    private static IEnumerable<object?> Mapped(object? value, object?[] arguments, Keyword[] keywords, FilterEnvironment env)
    {
        if (!PyValue.IsTrue(value))
        {
            yield break;
        }

        var convert = Conversion(arguments, keywords, env);
        foreach (var item in PyIteration.Items(value))
        {
            yield return convert(item);
        }
    }

    private static Func<object?, object?> Conversion(object?[] arguments, Keyword[] keywords, FilterEnvironment env)
    {
        var attribute = Array.FindIndex(keywords, keyword => keyword.Name == "attribute");
        if (arguments.Length == 0 && attribute >= 0)
        {
            var fallback = Array.Find(keywords, keyword => keyword.Name == "default").Value;
            return Array.Find(keywords, keyword => keyword.Name is not ("attribute" or "default")) is { Name: { } unknown }
                ? throw JinjaError.Template($"Unexpected keyword argument {PyRepr.OfString(unknown)}")
                : SortKeys.Key(keywords[attribute].Value, caseSensitive: true, env, fallback);
        }

        if (arguments.Length == 0)
        {
            throw JinjaError.Template("map requires a filter argument");
        }

        var options = env.Options;
        var name = PyText.Of(arguments[0]);
        var filter = FilterTable.Find(name, options.IsDbt, options.IsNative)
            ?? throw JinjaError.Template($"No filter named {PyRepr.OfString(name)}.");
        return item => filter.Invoke([item, .. arguments[1..]], keywords, env);
    }

    private static PyIterator Select(object?[] a, FilterEnvironment env, bool expected, bool byAttribute) =>
        new(Selected(a[0], Positional(a[1]), a[2] as Keyword[] ?? [], env, expected, byAttribute));

    private static IEnumerable<object?> Selected(
        object? value, object?[] arguments, Keyword[] keywords, FilterEnvironment env, bool expected, bool byAttribute)
    {
        if (!PyValue.IsTrue(value))
        {
            yield break;
        }

        if (byAttribute && arguments.Length == 0)
        {
            throw JinjaError.Template("Missing parameter for attribute name");
        }

        var key = byAttribute ? SortKeys.Key(arguments[0], caseSensitive: true, env) : null;
        var test = Condition(byAttribute ? arguments[1..] : arguments, keywords, env);
        foreach (var item in PyIteration.Items(value))
        {
            if (test(key is null ? item : key(item)) == expected)
            {
                yield return item;
            }
        }
    }

    private static Func<object?, bool> Condition(object?[] arguments, Keyword[] keywords, FilterEnvironment env)
    {
        if (arguments.Length == 0)
        {
            return PyValue.IsTrue;
        }

        var name = PyText.Of(arguments[0]);
        var test = TestTable.Find(name);
        return item => test is null
            ? throw JinjaError.Template($"No test named {PyRepr.OfString(name)}.")
            : PyValue.IsTrue(test.Invoke([item, .. arguments[1..]], keywords, env));
    }
}
