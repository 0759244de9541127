using Lake.Jinja.Values;

namespace Lake.Jinja.Methods;

/// <summary>The methods of <c>Markup</c>: those of strings, whose results stay markup and whose arguments are escaped.</summary>
internal static class MarkupMethods
{
    public static bool TryGet(Markup self, string name, out object? value)
    {
        value = name switch
        {
            "striptags" => new NativeFunction(name, _ => StripTags(self.Value)),
            "unescape" => new NativeFunction(name, _ => Unescape(self.Value)),
            "format" => new NativeFunction(name, a => new Markup(Formatting.StrFormat.Format(self.Value, a.Positional, a.Keywords, escapes: true))),
            _ when StringMethods.Table.Find(name) is { } method => new NativeFunction(name, arguments => Wrap(method.Invoke(self.Value, Escape(name, arguments)))),
            _ => null,
        };
        return value is not null;
    }

    public static string StripTags(string text)
    {
        var result = new System.Text.StringBuilder();
        for (var at = 0; at < text.Length;)
        {
            var comment = string.CompareOrdinal(text, at, "<!--", 0, 4) == 0;
            var end = text[at] != '<' ? -1 : text.IndexOf(comment ? "-->" : ">", at, StringComparison.Ordinal);
            if (end < 0)
            {
                result.Append(text[at++]);
            }
            else
            {
                at = end + (comment ? 3 : 1);
            }
        }

        return Unescape(string.Join(' ', result.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
    }

    public static string Unescape(string text) => System.Net.WebUtility.HtmlDecode(text);

    private static CallArguments Escape(string name, in CallArguments arguments) => name is "join" or "replace" or "partition" or "rpartition"
        ? arguments.With(Array.ConvertAll(arguments.Positional, EscapeValue), Array.ConvertAll(arguments.Keywords, k => new Keyword(k.Name, EscapeValue(k.Value))))
        : arguments;

    private static object? EscapeValue(object? value) => value switch
    {
        string s => Markup.EscapeText(s),
        Markup m => m.Value,
        PySequence sequence => new PyList(PyIteration.Items(sequence).Select(item => (object?)Markup.Escape(item).Value)),
        _ => value,
    };

    private static object? Wrap(object? value) => value switch
    {
        string s => new Markup(s),
        PyList list => new PyList(list.Items.Select(Wrap)),
        PyTuple tuple => new PyTuple([.. tuple.Items.Select(Wrap)]),
        _ => value,
    };
}
