using System.Globalization;
using System.Numerics;
using Lake.Jinja.Errors;
using Lake.Jinja.Values;

namespace Lake.Jinja.Formatting;

/// <summary>The format mini-language for Decimals, which keeps their digits.</summary>
internal static class DecimalFormat
{
    public static string Format(PyDecimal value, FormatSpec spec)
    {
        if (spec.Alternate || spec.Grouping == '_' || !"\0eEfFgGn%".Contains(spec.Type, StringComparison.Ordinal))
        {
            throw JinjaError.Value("invalid format string");
        }

        var digits = value.Special is null ? Digits(Rounded(spec.Type == '%' ? value.Shift(2) : value, spec), spec) : value.Abs().Text;
        return NumberFormat.Layout(NumberFormat.SignOf(value.IsNegative, spec.Sign), "", digits, spec);
    }

    private static PyDecimal Rounded(PyDecimal value, FormatSpec spec) => spec.Precision is not { } precision ? value : spec.Type switch
    {
        'f' or 'F' or '%' => value.Round(precision),
        'e' or 'E' => value.ToDigits(precision + 1),
        _ => value.ToDigits(Math.Max(precision, 1)),
    };

    private static string Digits(PyDecimal value, FormatSpec spec)
    {
        value = spec.Type is 'f' or 'F' or '%' && value.Exponent > 0 ? value.Round(0) : value;
        var digits = BigInteger.Abs(value.Coefficient).ToString(CultureInfo.InvariantCulture);
        var left = value.Exponent + digits.Length;
        var point = Point(value, left, spec);
        var (whole, fraction) = point < 0 ? ("0", new string('0', -point) + digits)
            : point > digits.Length ? (digits.PadRight(point, '0'), "")
            : (point == 0 ? "0" : digits[..point], digits[point..]);
        var exponent = left == point && spec.Type is not ('e' or 'E') ? "" : string.Create(
            CultureInfo.InvariantCulture, $"{(spec.Type is 'e' or 'g' or 'n' ? 'e' : 'E')}{left - point:+0;-0;+0}");
        return NumberFormat.Group(whole, spec.Grouping, 3) + (fraction.Length > 0 ? "." : "") + fraction + exponent + (spec.Type == '%' ? "%" : "");
    }

    /// <summary>How many digits stand before the point.</summary>
    private static int Point(PyDecimal value, int left, FormatSpec spec) => spec.Type switch
    {
        'f' or 'F' or '%' => left,
        'e' or 'E' => value.Coefficient.IsZero ? 1 - (spec.Precision ?? 0) : 1,
        _ => value.Exponent <= 0 && left > -6 ? left : 1,
    };
}
