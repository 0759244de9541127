using System.Globalization;
using System.Numerics;
using System.Text;
using Lake.Jinja.Errors;
using Lake.Jinja.Values;

namespace Lake.Jinja.Dbt.Yaml;

/// <summary>Scalars as PyYAML writes them: plain where that reads back as the same value, else quoted.</summary>
internal static class YamlScalarWriter
{
    private const int Width = 80;

    /// <summary>True when the scalar is plain: as a document of its own it needs a mark at its end.</summary>
    public static bool Write(StringBuilder text, object? value, int column, int indent, bool isKey)
    {
        if (value is not string s)
        {
            text.Append(Special(value));
            return true;
        }

        var style = StyleOf(s, isKey);
        if (style == Style.Plain)
        {
            Fold(text, s, column, indent, isKey, "", "");
        }
        else if (style == Style.Single)
        {
            Fold(text, s.Replace("'", "''", StringComparison.Ordinal), column, indent, isKey, "'", "'");
        }
        else
        {
            DoubleQuoted(text, s, column, indent, isKey);
        }

        return style == Style.Plain;
    }

    private static string Special(object? value) => value switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        long or BigInteger => PyText.Of(value),
        double.NaN => ".nan",
        double.PositiveInfinity => ".inf",
        double.NegativeInfinity => "-.inf",
        double => PyText.Of(value) is var number && number.Contains('.', StringComparison.Ordinal) ? number : number.Replace("e", ".0e", StringComparison.Ordinal),
        PyDate or PyDateTime => PyText.Of(value),
        _ => throw JinjaError.Value($"cannot represent an object of type {PyValue.TypeName(value)}"),
    };

    private enum Style
    {
        Plain,
        Single,
        Double,
    }

    private static Style StyleOf(string s, bool isKey)
    {
        var isPrintable = s.All(c => c is '\n' or (>= ' ' and <= '~'));
        var hasSpaceAtBreak = s.Contains(" \n", StringComparison.Ordinal) || s.Contains("\n ", StringComparison.Ordinal);
        if (!isPrintable || hasSpaceAtBreak)
        {
            return Style.Double;
        }

        var plain = s.Length > 0
            && !s.Contains('\n', StringComparison.Ordinal)
            && s[0] != ' ' && s[^1] != ' '
            && !HasIndicator(s)
            && YamlTags.Of(s) == YamlTag.Str;
        return plain ? Style.Plain : isKey && s.Contains('\n', StringComparison.Ordinal) ? Style.Double : Style.Single;
    }

    private static bool HasIndicator(string s)
    {
        if (s.StartsWith("---", StringComparison.Ordinal) || s.StartsWith("...", StringComparison.Ordinal) || "#,[]{}&*!|>'\"%@`".Contains(s[0], StringComparison.Ordinal))
        {
            return true;
        }

        if (s[0] is '?' or ':' or '-' && (s.Length == 1 || IsBlank(s[1])))
        {
            return true;
        }

        for (var i = 1; i < s.Length; i++)
        {
            if ((s[i] == ':' && (i + 1 == s.Length || IsBlank(s[i + 1]))) || (s[i] == '#' && IsBlank(s[i - 1])))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsBlank(char c) => c is ' ' or '\n';

    /// <summary>Breaks at single spaces once the line is full; a line break in the text becomes an empty line.</summary>
    private static void Fold(StringBuilder text, string s, int column, int indent, bool isKey, string open, string close)
    {
        text.Append(open);
        column += open.Length;
        var i = 0;
        while (i < s.Length)
        {
            int end;
            if (s[i] == ' ')
            {
                end = SkipWhile(s, i, ' ');
                if (end - i == 1 && column > Width && !isKey && (open.Length == 0 || (i > 0 && end < s.Length)))
                {
                    text.Append('\n').Append(' ', indent);
                    column = indent;
                }
                else
                {
                    text.Append(' ', end - i);
                    column += end - i;
                }
            }
            else if (s[i] == '\n')
            {
                end = SkipWhile(s, i, '\n');
                text.Append('\n', end - i + 1).Append(' ', indent);
                column = indent;
            }
            else
            {
                end = s.AsSpan(i).IndexOfAny(' ', '\n') is >= 0 and var next ? i + next : s.Length;
                text.Append(s, i, end - i);
                column += end - i;
            }

            i = end;
        }

        text.Append(close);
    }

    private static int SkipWhile(string s, int at, char c)
    {
        while (at < s.Length && s[at] == c)
        {
            at++;
        }

        return at;
    }

    private static void DoubleQuoted(StringBuilder text, string s, int column, int indent, bool isKey)
    {
        text.Append('"');
        column++;
        var runes = s.EnumerateRunes().ToArray();
        for (var i = 0; i < runes.Length; i++)
        {
            var piece = Escape(runes[i]);
            if (piece == " " && !isKey && i > 0 && i < runes.Length - 1 && column > Width)
            {
                text.Append("\\\n").Append(' ', indent).Append(runes[i - 1].Value == ' ' ? "" : "\\");
                column = indent;
            }

            text.Append(piece);
            column += piece.Length;
        }

        text.Append('"');
    }

    private static string Escape(Rune rune) => rune.Value switch
    {
        '"' => "\\\"",
        '\\' => "\\\\",
        0 => "\\0",
        7 => "\\a",
        8 => "\\b",
        '\t' => "\\t",
        '\n' => "\\n",
        11 => "\\v",
        12 => "\\f",
        '\r' => "\\r",
        27 => "\\e",
        0x85 => "\\N",
        0xA0 => "\\_",
        0x2028 => "\\L",
        0x2029 => "\\P",
        >= ' ' and <= '~' => rune.ToString(),
        < 0x100 => "\\x" + rune.Value.ToString("X2", CultureInfo.InvariantCulture),
        < 0x10000 => "\\u" + rune.Value.ToString("X4", CultureInfo.InvariantCulture),
        _ => "\\U" + rune.Value.ToString("X8", CultureInfo.InvariantCulture),
    };
}
