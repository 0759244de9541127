using System.Globalization;
using Lake.Jinja.Values;

namespace Lake.Jinja.Formatting;

/// <summary>The presentations e, f, g and none of floats, without signs.</summary>
internal static class FloatFormat
{
    public static string Format(double value, char type, int precision, bool alternate)
    {
        var upper = char.IsUpper(type);
        var text = double.IsNaN(value) ? "nan" : double.IsInfinity(value) ? "inf" : char.ToLowerInvariant(type) switch
        {
            'f' => ExactDecimal.Fixed(value, precision) + (alternate && precision == 0 ? "." : ""),
            'e' => Scientific(value, precision, alternate),
            _ => General(value, Math.Max(precision, 1), alternate, alwaysPoint: type == 'r'),
        };
        return upper ? text.ToUpperInvariant() : text;
    }

    private static string Scientific(double value, int precision, bool alternate)
    {
        var (digits, exponent) = ExactDecimal.Scientific(value, precision);
        return digits[..1] + (precision > 0 || alternate ? "." : "") + digits[1..] + Exponent(exponent);
    }

    private static string General(double value, int precision, bool alternate, bool alwaysPoint)
    {
        var (digits, exponent) = ExactDecimal.Scientific(value, precision - 1);
        digits = alternate ? digits : digits.TrimEnd('0');
        digits = digits.Length == 0 ? "0" : digits;
        if (exponent < -4 || exponent >= precision - (alwaysPoint ? 1 : 0))
        {
            return digits[..1] + (digits.Length > 1 || alternate ? "." : "") + digits[1..] + Exponent(exponent);
        }

        if (exponent < 0)
        {
            return "0." + new string('0', -exponent - 1) + digits;
        }

        var text = digits.Length <= exponent + 1
            ? digits.PadRight(exponent + 1, '0')
            : digits[..(exponent + 1)] + "." + digits[(exponent + 1)..];
        return text.Contains('.', StringComparison.Ordinal) ? text : text + (alternate ? "." : alwaysPoint ? ".0" : "");
    }

    private static string Exponent(int exponent) =>
        (exponent < 0 ? "e-" : "e+") + Math.Abs(exponent).ToString("00", CultureInfo.InvariantCulture);

    /// <summary>Without a presentation and a precision: as <c>str</c> writes it, without the sign.</summary>
    public static string Plain(double value, bool alternate) =>
        PyText.OfFloat(Math.Abs(value)) is var text && alternate && double.IsFinite(value) && !text.Contains('.', StringComparison.Ordinal)
            ? text.Replace("e", ".e", StringComparison.Ordinal)
            : text;
}
