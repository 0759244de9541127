using System.Globalization;
using System.Numerics;
using Lake.Jinja.Values;

namespace Lake.Jinja.Builtins;

/// <summary>Reads numbers from text as <c>int()</c> and <c>float()</c> do.</summary>
internal static class NumberText
{
    /// <summary>Null for what is no number in the base, or no base.</summary>
    public static BigInteger? ParseInt(string text, int numberBase)
    {
        if (numberBase is < 0 or 1 or > 36)
        {
            return null;
        }

        var digits = Trim(text);
        var isNegative = digits.StartsWith('-');
        digits = digits.Length > 0 && digits[0] is '+' or '-' ? digits[1..] : digits;
        var prefix = digits.Length > 1 && digits[0] == '0' ? char.ToLowerInvariant(digits[1]) : '\0';
        var implied = prefix switch { 'x' => 16, 'o' => 8, 'b' => 2, _ => 0 };
        if (implied != 0 && (numberBase == implied || numberBase == 0))
        {
            (digits, numberBase) = (digits[2..].TrimStart('_'), implied);
        }

        numberBase = numberBase == 0 ? 10 : numberBase;
        var value = WithoutUnderscores(digits) is { } plain ? PyNumber.Parse(plain, numberBase) : null;
        return isNegative ? -value : value;
    }

    public static double? ParseFloat(string text)
    {
        var trimmed = Trim(text);
        var unsigned = trimmed.TrimStart('+', '-').ToLowerInvariant();
        if (unsigned is "inf" or "infinity" or "nan" && trimmed.Length - unsigned.Length <= 1)
        {
            return unsigned == "nan" ? double.NaN : trimmed[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
        }

        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return unsigned.Length > 0 && (char.IsAsciiDigit(unsigned[0]) || unsigned[0] == '.')
            && WithoutUnderscores(trimmed) is { } plain && double.TryParse(plain, Style, CultureInfo.InvariantCulture, out var value)
            ? value
            : null;
    }

    /// <summary>Without white space around, and with the digits of all scripts as ASCII.</summary>
    private static string Trim(string text)
    {
        text = Methods.StringPadding.Strip(text, null);
        return System.Text.Ascii.IsValid(text)
            ? text
            : string.Concat(text.Select(c => char.IsDigit(c) ? ((int)char.GetNumericValue(c)).ToString(CultureInfo.InvariantCulture) : c.ToString()));
    }

    /// <summary>Underscores stand between digits only; null when they do not.</summary>
    private static string? WithoutUnderscores(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '_' && (i == 0 || i == text.Length - 1 || !char.IsAsciiLetterOrDigit(text[i - 1]) || !char.IsAsciiLetterOrDigit(text[i + 1])))
            {
                return null;
            }
        }

        return text.Replace("_", "", StringComparison.Ordinal);
    }
}
