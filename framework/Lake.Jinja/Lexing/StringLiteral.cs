using System.Globalization;
using System.Text;

namespace Lake.Jinja.Lexing;

/// <summary>Reads string literals with Python's escapes.</summary>
internal static class StringLiteral
{
    /// <summary>The offset after the closing quote, or -1 when there is none.</summary>
    public static int FindEnd(string text, int start, int end)
    {
        var quote = text[start];
        for (var i = start + 1; i < end; i++)
        {
            if (text[i] == '\\')
            {
                i++;
            }
            else if (text[i] == quote)
            {
                return i + 1;
            }
        }

        return -1;
    }

    /// <summary>The value of what stands between the quotes, or a message when an escape is malformed.</summary>
    public static (string Value, string? Error) Unescape(string body)
    {
        if (!body.Contains('\\', StringComparison.Ordinal))
        {
            return (body, null);
        }

        var result = new StringBuilder(body.Length);
        for (var i = 0; i < body.Length; i++)
        {
            if (body[i] != '\\' || i + 1 == body.Length)
            {
                result.Append(body[i]);
                continue;
            }

            i++;
            if (Simple(body[i]) is { } simple)
            {
                result.Append(simple);
            }
            else if (body[i] is >= '0' and <= '7')
            {
                i = Octal(body, i, result);
            }
            else if (body[i] is 'x' or 'u' or 'U')
            {
                var error = Hexadecimal(body, ref i, result);
                if (error is not null)
                {
                    return ("", error);
                }
            }
            else
            {
                result.Append('\\').Append(body[i]);
            }
        }

        return (result.ToString(), null);
    }

    private static string? Simple(char c) => c switch
    {
        '\n' => "",
        '\\' => "\\",
        '\'' => "'",
        '"' => "\"",
        'n' => "\n",
        't' => "\t",
        'r' => "\r",
        'a' => "\a",
        'b' => "\b",
        'f' => "\f",
        'v' => "\v",
        _ => null,
    };

    private static int Octal(string body, int start, StringBuilder result)
    {
        var (value, i) = (0, start);
        for (; i < body.Length && i < start + 3 && body[i] is >= '0' and <= '7'; i++)
        {
            value = (value * 8) + body[i] - '0';
        }

        result.Append((char)value);
        return i - 1;
    }

    private static string? Hexadecimal(string body, ref int i, StringBuilder result)
    {
        var (digits, name) = body[i] switch { 'x' => (2, @"\xXX"), 'u' => (4, @"\uXXXX"), _ => (8, @"\UXXXXXXXX") };
        if (i + digits >= body.Length
            || !int.TryParse(body.AsSpan(i + 1, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
        {
            return $"truncated {name} escape";
        }

        if (code is > 0x10FFFF or < 0)
        {
            return "illegal Unicode character";
        }

        i += digits;
        result.Append(code < 0x10000 ? ((char)code).ToString() : char.ConvertFromUtf32(code));
        return null;
    }
}
