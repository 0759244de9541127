using Lake.Jinja.Errors;
using Lake.Jinja.Formatting;
using Lake.Jinja.Values;

namespace Lake.Jinja.Methods;

/// <summary>The methods of <c>str</c>.</summary>
internal static class StringMethods
{
    public static readonly MethodTable<string> Table = new(
        "str",
        [
            .. StringCases.All,
            .. StringTests.All,
            .. StringSearch.All,
            .. StringSplitting.All,
            .. StringPadding.All,
            new("format", "*args, **kwargs", (s, a) => StrFormat.Format(s, ((PyTuple?)a[0])?.Values ?? [], a[1] as Keyword[] ?? [])),
            new("format_map", "mapping", (s, a) => StrFormat.FormatMap(s, a[0])),
            new("encode", "encoding='utf-8', errors='strict'", (s, a) => PyBytes.Encode(s, PyText.Of(a[0]), PyText.Of(a[1]))),
            new("maketrans", "x, y=None, z=None", (_, a) => MakeTranslation(a)),
            new("translate", "table", (s, a) => Translate(s, a[0])),
        ]);

    public static bool TryGet(string self, string name, out object? value) => Table.TryGet(self, name, out value);

    /// <summary>An argument that must be a string.</summary>
    public static string Text(object? value, string function) => value switch
    {
        string s => s,
        Markup m => m.Value,
        NativeMarker m => m.Text,
        Undefined u => throw u.Error(),
        _ => throw JinjaError.Type($"{function}() argument must be str, not {PyValue.TypeName(value)}"),
    };

    private static PyDict MakeTranslation(object?[] a)
    {
        var table = new PyDict();
        if (a[0] is PyDict source)
        {
            foreach (var (key, value) in source)
            {
                table[key is string text ? Code(text) : key] = value;
            }

            return table;
        }

        var (from, to) = (PyString.Items(Text(a[0], "maketrans")).ToList(), PyString.Items(Text(a[1], "maketrans")).ToList());
        if (from.Count != to.Count)
        {
            throw JinjaError.Value("the first two maketrans arguments must have equal length");
        }

        for (var i = 0; i < from.Count; i++)
        {
            table[Code(from[i])] = Code(to[i]);
        }

        foreach (var item in a[2] is null ? [] : PyString.Items(Text(a[2], "maketrans")))
        {
            table[Code(item)] = null;
        }

        return table;
    }

    private static object Code(string item) => PyBox.Of((long)char.ConvertToUtf32(item, 0));

    private static string Translate(string text, object? table) => string.Concat(PyString.Items(text).Select(item =>
        table is PyDict dict && dict.TryGet(PyBox.Of((long)char.ConvertToUtf32(item, 0)), out var to)
            ? to is long code ? char.ConvertFromUtf32((int)code) : to is null ? "" : PyText.Of(to)
            : item));
}
