using System.Text;
using Lake.Jinja.Operations;
using Lake.Jinja.Values;

namespace Lake.Jinja.Modules;

/// <summary>The functions of <c>re</c>, which are also the methods of a compiled pattern.</summary>
internal static class ReFunctions
{
    private static readonly string[] Names = ["search", "match", "fullmatch", "findall", "finditer", "sub", "subn", "split"];

    /// <summary>A method of a compiled pattern; null when there is none of that name.</summary>
    public static NativeFunction? OfPattern(RePattern pattern, string name) =>
        Array.IndexOf(Names, name) < 0 ? null : Make(name, Parameters(name), (a, call) => Run(name, pattern, a, call));

    public static IEnumerable<KeyValuePair<string, object?>> OfModule() => Names.Select(name => KeyValuePair.Create(
        name,
        (object?)Make(name, $"pattern, {Parameters(name)}, flags=0", (a, call) => Run(name, RePattern.Of(a[0], a[^1]), a[1..^1], call))));

    public static string Escape(string text)
    {
        var result = new StringBuilder();
        foreach (var c in text)
        {
            result.Append("()[]{}?*+-|^$\\.&~# \t\n\r\v\f".Contains(c, StringComparison.Ordinal) ? "\\" : "").Append(c);
        }

        return result.ToString();
    }

    private static string Parameters(string name) => name switch
    {
        "sub" or "subn" => "repl, string, count=0",
        "split" => "string, maxsplit=0",
        _ => "string",
    };

    private static NativeFunction Make(string name, string parameters, Func<object?[], CallArguments, object?> body)
    {
        var signature = new Signature(parameters);
        return new NativeFunction(name, arguments => body(signature.Bind(name, arguments.Positional, arguments.Keywords), arguments));
    }

    private static object? Run(string name, RePattern pattern, object?[] a, CallArguments call) => name switch
    {
        "search" => pattern.Search(a[0]),
        "match" => pattern.Match(a[0]),
        "fullmatch" => pattern.FullMatch(a[0]),
        "findall" => pattern.FindAll(a[0]),
        "finditer" => new PyIterator(pattern.All(RePattern.Subject(a[0])), "callable_iterator"),
        "split" => pattern.Split(a[0], PyNumber.ToIndex(a[1])),
        "sub" => Substitute(pattern, a, call).Text,
        "subn" => Substitute(pattern, a, call) is var (text, count) ? new PyTuple(text, PyBox.Of(count)) : null,
        _ => throw new InvalidOperationException(name),
    };

    private static (string Text, int Count) Substitute(RePattern pattern, object?[] a, CallArguments call)
    {
        Func<ReMatch, string> replace = a[0] is JinjaObject { IsCallable: true } function
            ? match => RePattern.Subject(call.Invoke(function, [match]))
            : ReTemplate.Parse(pattern, RePattern.Subject(a[0])).Expand;
        return pattern.Substitute(a[1], PyNumber.ToIndex(a[2]), replace);
    }
}
