using Lake.Jinja.Errors;
using Lake.Jinja.Methods;
using Lake.Jinja.Values;

namespace Lake.Jinja.Globals;

/// <summary>The names that every template knows: <c>range</c>, <c>dict</c>, <c>lipsum</c>, <c>cycler</c>, <c>joiner</c>, <c>namespace</c>.</summary>
internal static class BuiltinGlobals
{
    private const long MaxRange = 100_000;

    private static readonly Dictionary<string, object?> Values = new NativeFunction[]
    {
        new("range", Range),
        new("dict", arguments => Dict(arguments)),
        new("lipsum", LoremIpsum.Generate),
        new("cycler", arguments => new Cycler(arguments.Positional)),
        new("joiner", arguments => new Joiner(PyText.Of(arguments.Optional(0, "sep", ", ")))),
        new("namespace", Namespace),
    }.ToDictionary(function => function.Name, object? (function) => function, StringComparer.Ordinal);

    public static IEnumerable<string> Names => Values.Keys;

    public static bool TryGet(string name, out object? value) => Values.TryGetValue(name, out value);

    public static PyDict Dict(in CallArguments arguments)
    {
        if (arguments.Count > 1)
        {
            throw JinjaError.Type($"dict expected at most 1 argument, got {arguments.Count}");
        }

        var dict = new PyDict();
        if (arguments.Count == 1)
        {
            DictMethods.Fill(dict, arguments.Positional[0]);
        }

        foreach (var keyword in arguments.Keywords)
        {
            dict[keyword.Name] = keyword.Value;
        }

        return dict;
    }

    private static PyRange Range(CallArguments arguments)
    {
        if (arguments.Keywords.Length > 0)
        {
            throw JinjaError.Type("safe_range() got an unexpected keyword argument '" + arguments.Keywords[0].Name + "'");
        }

        var numbers = Array.ConvertAll(arguments.Positional, PyNumber.ToIndex);
        var range = numbers switch
        {
            [var stop] => new PyRange(0, stop, 1),
            [var start, var stop] => new PyRange(start, stop, 1),
            [_, _, 0] => throw JinjaError.Value("range() arg 3 must not be zero"),
            [var start, var stop, var step] => new PyRange(start, stop, step),
            [] => throw JinjaError.Type("range expected at least 1 argument, got 0"),
            _ => throw JinjaError.Type($"range expected at most 3 arguments, got {numbers.Length}"),
        };
        return range.Count <= MaxRange ? range : throw new JinjaError(
            ErrorKind.OverflowError, $"Range too big. The sandbox blocks ranges larger than MAX_RANGE ({MaxRange}).");
    }

    private static PyNamespace Namespace(CallArguments arguments)
    {
        var result = new PyNamespace();
        result.Attributes.Update(Dict(arguments));
        return result;
    }
}
