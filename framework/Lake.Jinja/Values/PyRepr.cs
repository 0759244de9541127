using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Lake.Jinja.Values;

/// <summary><c>repr</c>.</summary>
public static class PyRepr
{
    /// <summary>The containers being printed, so that one which holds itself comes to an end.</summary>
    [ThreadStatic]
    private static List<JinjaObject>? _open;

    public static string Of(object? value) => value switch
    {
        string s => OfString(s),
        JinjaObject o => OfObject(o),
        _ => PyText.Of(value),
    };

    /// <summary>A string literal as Python prints it: single quotes unless only they occur inside.</summary>
    public static string OfString(string value)
    {
        var quote = value.Contains('\'', StringComparison.Ordinal) && !value.Contains('"', StringComparison.Ordinal) ? '"' : '\'';
        var text = new StringBuilder(value.Length + 2).Append(quote);
        foreach (var rune in value.EnumerateRunes())
        {
            Append(text, rune, quote);
        }

        return text.Append(quote).ToString();
    }

    /// <summary><c>ascii(value)</c>: the repr with all that is not ASCII escaped.</summary>
    public static string Ascii(object? value)
    {
        var text = new StringBuilder();
        foreach (var rune in Of(value).EnumerateRunes())
        {
            text.Append(rune.IsAscii ? rune.ToString() : Escape(rune.Value));
        }

        return text.ToString();
    }

    /// <summary>Items between brackets, separated by commas.</summary>
    internal static string OfItems(string open, IEnumerable<object?> items, string close) =>
        open + string.Join(", ", items.Select(Of)) + close;

    private static string OfObject(JinjaObject value)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (value is not (PySequence or PyDict or PySet))
        {
            return value.Repr;
        }

        var open = _open ??= [];
        if (open.Exists(outer => ReferenceEquals(outer, value)))
        {
            return value switch { PyList => "[...]", PyDict => "{...}", PySet => "set(...)", _ => "(...)" };
        }

        open.Add(value);
        try
        {
            return value.Repr;
        }
        finally
        {
            open.RemoveAt(open.Count - 1);
        }
    }

    private static void Append(StringBuilder text, Rune rune, char quote)
    {
        var code = rune.Value;
        if (code == quote || code == '\\')
        {
            text.Append('\\').Append((char)code);
        }
        else if (code is >= ' ' and < 127)
        {
            text.Append((char)code);
        }
        else if (code is '\n' or '\r' or '\t')
        {
            text.Append(code == '\n' ? "\\n" : code == '\r' ? "\\r" : "\\t");
        }
        else if (IsPrintable(rune))
        {
            text.Append(rune.ToString());
        }
        else
        {
            text.Append(Escape(code));
        }
    }

    private static string Escape(int code) => code < 256 ? $"\\x{code:x2}" : code < 65536 ? $"\\u{code:x4}" : $"\\U{code:x8}";

    internal static bool IsPrintable(Rune rune) => Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
        or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.SpaceSeparator) || rune.Value == ' ';
}
