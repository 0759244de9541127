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
            new("encode", "encoding='utf-8', errors='strict'", (s, a) => PyBytes.Encode(s, PyText.Of(a[0]))),
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

    private static string Translate(string text, object? table) => string.Concat(PyString.Items(text).Select(item =>
        table is PyDict dict && dict.TryGet(PyBox.Of((long)char.ConvertToUtf32(item, 0)), out var to)
            ? to is long code ? char.ConvertFromUtf32((int)code) : to is null ? "" : PyText.Of(to)
            : item));
}
