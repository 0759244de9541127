using System.Globalization;
using Lake.Jinja.Values;

namespace Lake.Jinja.Lexing;

/// <summary>Reads numbers: underscores between digits, fractions, exponents, binary, octal and hexadecimal.</summary>
internal static class NumberLiteral
{
    /// <summary>The number that starts at an offset, or null when none does.</summary>
    public static Token? Read(string text, int start, int end)
    {
        var decimals = Digits(text, start, end, char.IsAsciiDigit);
        if (decimals == start)
        {
            return null;
        }

        var after = start > 0 && text[start - 1] == '.' ? decimals : Float(text, decimals, end);
        if (after > decimals)
        {
            var plain = text[start..after].Replace("_", "", StringComparison.Ordinal);
            return new Token(TokenKind.Float, start, after, double.Parse(plain, CultureInfo.InvariantCulture));
        }

        var (digits, numberBase) = Prefix(text, start, end);
        after = numberBase == 10
            ? Integer(text, start, end)
            : Digits(text, digits, end, c => PyNumber.Parse([c], numberBase) is not null, leadingUnderscore: true);
        if (after == digits && numberBase != 10)
        {
            (digits, numberBase, after) = (start, 10, start + 1);
        }

        var value = PyNumber.Parse(text[digits..after].Replace("_", "", StringComparison.Ordinal), numberBase);
        return new Token(TokenKind.Integer, start, after, PyBox.Of(value.GetValueOrDefault()));
    }

    private static (int Digits, int Base) Prefix(string text, int start, int end) =>
        text[start] != '0' || start + 1 >= end ? (start, 10) : (text[start + 1] | 32) switch
        {
            'b' => (start + 2, 2),
            'o' => (start + 2, 8),
            'x' => (start + 2, 16),
            _ => (start, 10),
        };

    /// <summary>A decimal number does not begin with 0 unless it is all zeros.</summary>
    private static int Integer(string text, int start, int end) =>
        text[start] == '0' ? Digits(text, start, end, c => c == '0') : Digits(text, start, end, char.IsAsciiDigit);

    /// <summary>The end of the fraction or exponent that follows, or the start when there is neither.</summary>
    private static int Float(string text, int start, int end)
    {
        var at = start;
        if (at < end && text[at] == '.')
        {
            var fraction = Digits(text, at + 1, end, char.IsAsciiDigit);
            at = fraction > at + 1 ? fraction : at;
        }

        if (at < end && (text[at] | 32) == 'e')
        {
            var sign = at + 1 < end && text[at + 1] is '+' or '-' ? 1 : 0;
            var exponent = Digits(text, at + 1 + sign, end, char.IsAsciiDigit);
            at = exponent > at + 1 + sign ? exponent : at;
        }

        return at;
    }

    private static int Digits(string text, int start, int end, Func<char, bool> isDigit, bool leadingUnderscore = false)
    {
        var at = start;
        while (at < end)
        {
            var skip = text[at] == '_' && (at > start || leadingUnderscore) ? 1 : 0;
            if (at + skip >= end || !isDigit(text[at + skip]))
            {
                break;
            }

            at += skip + 1;
        }

        return at;
    }
}
