using Lake.Jinja.Errors;
using Lake.Jinja.Methods;
using Lake.Jinja.Values;

namespace Lake.Jinja.Builtins;

/// <summary>Filters for HTML, XML and URLs.</summary>
internal static class HtmlFilters
{
    private static readonly System.Buffers.SearchValues<char> NotInNames = System.Buffers.SearchValues.Create(" \t\n\r\f\v/>=");

    private static readonly Builtin Escape = new("escape", "s", a => Markup.Escape(a[0]));

    public static readonly Dictionary<string, Builtin> All = new()
    {
        ["e"] = Escape,
        ["escape"] = Escape,
        ["forceescape"] = new("do_forceescape", "value", a => new Markup(Markup.EscapeText(PyText.Of(a[0])))),
        ["safe"] = new("do_mark_safe", "value", a => new Markup(PyText.Of(a[0]))),
        ["striptags"] = new("do_striptags", "value", a => MarkupMethods.StripTags(PyText.Of(a[0]))),
        ["urlencode"] = new("do_urlencode", "value", a => UrlEncode(a[0])),
        ["urlize"] = new("do_urlize", "value, trim_url_limit=None, nofollow=False, target=None, rel=None, extra_schemes=None", Urlize.Apply),
        ["xmlattr"] = new("do_xmlattr", "d, autospace=True", a => XmlAttributes(a[0], PyValue.IsTrue(a[1]))),
        ["tojson"] = new("do_tojson", "value, indent=None", a => ToJson(a[0], a[1])),
    };

    public static string Quote(string text, bool isQuery)
    {
        var result = new System.Text.StringBuilder();
        foreach (var b in System.Text.Encoding.UTF8.GetBytes(text))
        {
            var c = (char)b;
            if (char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-' or '~' || (c == '/' && !isQuery))
            {
                result.Append(c);
            }
            else if (c == ' ' && isQuery)
            {
                result.Append('+');
            }
            else
            {
                result.Append('%').Append(b.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
            }
        }

        return result.ToString();
    }

    private static string UrlEncode(object? value)
    {
        if (value is string or Markup || !PyIteration.IsIterable(value))
        {
            return Quote(PyText.Of(value), isQuery: false);
        }

        var pairs = value is PyDict dict ? dict.Select(item => (item.Key, item.Value)) : PyIteration.Items(value).Select(item =>
        {
            var pair = PyIteration.Unpack(item, 2);
            return (pair[0], pair[1]);
        });
        return string.Join('&', pairs.Select(pair => Quote(PyText.Of(pair.Item1), isQuery: true) + "=" + Quote(PyText.Of(pair.Item2), isQuery: true)));
    }

    private static string XmlAttributes(object? value, bool autospace)
    {
        if (value is not JinjaObject { IsMapping: true } mapping)
        {
            throw (value as Undefined)?.Error()
                ?? new JinjaError(ErrorKind.AttributeError, $"'{PyValue.TypeName(value)}' object has no attribute 'items'");
        }

        var parts = new List<string>();
        foreach (var key in PyIteration.Items(mapping))
        {
            mapping.TryGetItem(key, out var item);
            if (item is null or Undefined)
            {
                continue;
            }

            var name = key as string ?? throw JinjaError.Type($"expected string or bytes-like object, got '{PyValue.TypeName(key)}'");
            parts.Add(name.AsSpan().ContainsAny(NotInNames)
                ? throw JinjaError.Value($"Invalid character in attribute name: {PyRepr.OfString(name)}")
                : $"{Markup.Escape(name).Value}=\"{Markup.Escape(item).Value}\"");
        }

        return (autospace && parts.Count > 0 ? " " : "") + string.Join(' ', parts);
    }

    /// <summary>Sorted keys, and no character that ends a script tag.</summary>
    private static Markup ToJson(object? value, object? indent)
    {
        var json = JsonWriter.Write(value, new JsonStyle { SortsKeys = true, Indent = indent is null ? null : indent as string ?? PyString.Repeat(" ", PyNumber.ToIndex(indent)) });
        return new Markup(json
            .Replace("<", "\\u003c", StringComparison.Ordinal)
            .Replace(">", "\\u003e", StringComparison.Ordinal)
            .Replace("&", "\\u0026", StringComparison.Ordinal)
            .Replace("'", "\\u0027", StringComparison.Ordinal));
    }
}
