using System.Globalization;
using System.Text;
using Lake.Jinja.Errors;
using Lake.Jinja.Operations;
using Lake.Jinja.Options;
using Lake.Jinja.Values;

namespace Lake.Jinja.Formatting;

/// <summary><c>text.format(…)</c>; attributes and items in fields go through the sandbox.</summary>
internal sealed class StrFormat
{
    private readonly object?[] _positional;
    private readonly Func<string, object?> _named;
    private readonly bool _escapes;
    private int _automatic;
    private bool _isManual;

    private StrFormat(object?[] positional, Func<string, object?> named, bool escapes = false) =>
        (_positional, _named, _escapes) = (positional, named, escapes);

    /// <param name="format">The text with its fields.</param>
    /// <param name="positional">For fields with a number or without a name.</param>
    /// <param name="keywords">For fields with a name.</param>
    /// <param name="escapes">Whether the fields become HTML, as those of markup do.</param>
    public static string Format(string format, object?[] positional, Keyword[] keywords, bool escapes = false) => new StrFormat(
        positional,
        name => Array.FindIndex(keywords, keyword => keyword.Name == name) is >= 0 and var index
            ? keywords[index].Value
            : throw new JinjaError(ErrorKind.KeyError, PyRepr.OfString(name)),
        escapes).Run(format, depth: 2);

    public static string FormatMap(string format, object? mapping) => new StrFormat(
        [],
        name => Access.TryGetItem(mapping, name, out var value) ? value : throw new JinjaError(ErrorKind.KeyError, PyRepr.OfString(name))).Run(format, depth: 2);

    private string Run(string format, int depth)
    {
        if (depth < 0)
        {
            throw JinjaError.Value("Max string recursion exceeded");
        }

        var result = new StringBuilder();
        for (var at = 0; at < format.Length; at++)
        {
            var c = format[at];
            if (c is not ('{' or '}'))
            {
                result.Append(c);
            }
            else if (at + 1 < format.Length && format[at + 1] == c)
            {
                result.Append(c);
                at++;
            }
            else if (c == '}')
            {
                throw JinjaError.Value("Single '}' encountered in format string");
            }
            else
            {
                var end = Closing(format, at);
                result.Append(Field(format[(at + 1)..end], depth));
                at = end;
            }
        }

        return result.ToString();
    }

    private static int Closing(string format, int open)
    {
        var depth = 0;
        for (var i = open; i < format.Length; i++)
        {
            depth += format[i] == '{' ? 1 : format[i] == '}' ? -1 : 0;
            if (depth == 0)
            {
                return i;
            }
        }

        throw JinjaError.Value(open + 1 == format.Length ? "Single '{' encountered in format string" : "expected '}' before end of string");
    }

    private string Field(string field, int depth)
    {
        var colon = SplitAt(field);
        var (name, spec) = colon < 0 ? (field, "") : (field[..colon], field[(colon + 1)..]);
        var conversion = '\0';
        if (name.IndexOf('!', StringComparison.Ordinal) is >= 0 and var mark)
        {
            conversion = mark + 2 == name.Length ? name[mark + 1] : throw JinjaError.Value("expected ':' after conversion specifier");
            name = name[..mark];
        }

        var value = Value(name);
        value = conversion switch
        {
            '\0' => value,
            's' => PyText.Of(value),
            'r' => PyRepr.Of(value),
            'a' => PyRepr.Ascii(value),
            _ => throw JinjaError.Value($"Unknown conversion specifier {conversion}"),
        };
        spec = spec.Contains('{', StringComparison.Ordinal) ? Run(spec, depth - 1) : spec;
        return !_escapes ? FormatSpec.Format(value, spec)
            : value is not Markup markup ? Markup.EscapeText(FormatSpec.Format(value, spec))
            : spec.Length == 0 ? markup.Value
            : throw JinjaError.Value("Unsupported format specification for Markup.");
    }

    /// <summary>The colon before the specification, not one inside an index.</summary>
    private static int SplitAt(string field)
    {
        var inIndex = false;
        for (var i = 0; i < field.Length; i++)
        {
            inIndex = field[i] == '[' || (inIndex && field[i] != ']');
            if (field[i] == ':' && !inIndex)
            {
                return i;
            }
        }

        return -1;
    }

    private object? Value(string name)
    {
        var end = name.IndexOfAny(['.', '[']) is >= 0 and var found ? found : name.Length;
        var value = end == 0 || name.All(char.IsAsciiDigit) ? Numbered(name)
            : name.AsSpan(0, end).ContainsAnyExceptInRange('0', '9') ? _named(name[..end])
            : Positional(int.Parse(name.AsSpan(0, end), CultureInfo.InvariantCulture));
        while (end < name.Length)
        {
            if (name[end] == '.')
            {
                var next = name.IndexOfAny(['.', '['], end + 1) is >= 0 and var after ? after : name.Length;
                value = Access.Attribute(value, NotEmpty(name[(end + 1)..next]), UndefinedMode.Execute);
                end = next;
            }
            else
            {
                var close = name.IndexOf(']', end) is >= 0 and var after ? after : throw JinjaError.Value("Missing ']' in format string");
                var key = NotEmpty(name[(end + 1)..close]);
                value = Access.Item(value, long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? PyBox.Of(index) : key, UndefinedMode.Execute);
                end = close + 1;
            }
        }

        return value;
    }

    /// <summary>A field that is a number and nothing else, or that takes the next one.</summary>
    private object? Numbered(string name)
    {
        if (name.Length > 0 && name[0] is '.' or '[')
        {
            return _named("");
        }

        if (name.Length > 0 && _automatic > 0)
        {
            throw JinjaError.Value("cannot switch from automatic field numbering to manual field specification");
        }

        if (name.Length == 0 && _isManual)
        {
            throw JinjaError.Value("cannot switch from manual field specification to automatic field numbering");
        }

        _isManual |= name.Length > 0;
        return Positional(name.Length == 0 ? _automatic++ : int.Parse(name, CultureInfo.InvariantCulture));
    }

    private object? Positional(int index) => index < _positional.Length
        ? _positional[index]
        : throw new JinjaError(ErrorKind.IndexError, $"Replacement index {index} out of range for positional args tuple");

    private static string NotEmpty(string name) => name.Length > 0 ? name : throw JinjaError.Value("Empty attribute in format string");
}
