using System.Globalization;
using System.Numerics;
using Lake.Jinja.Values;

namespace Lake.Jinja.Formatting;

/// <summary>The format mini-language for Decimals, which keeps their digits.</summary>
internal static class DecimalFormat
{
    public static string Format(PyDecimal value, FormatSpec spec) =>
        NumberFormat.Layout(NumberFormat.SignOf(value.IsNegative, spec.Sign), "", Digits(value.Abs(), spec), spec);

    private static string Digits(PyDecimal value, FormatSpec spec) => spec.Type switch
    {
        _ when value.Special is not null => value.Special,
        'f' or 'F' => Fixed(spec.Precision is { } digits ? value.Round(digits) : value),
        '%' => Fixed(Scale(value, 2) is var percent && spec.Precision is { } digits ? percent.Round(digits) : Scale(value, 2)) + "%",
        'e' or 'E' or 'g' or 'G' or 'n' => FloatFormat.Format(value.ToDouble(), spec.Type == 'n' ? 'g' : spec.Type, spec.Precision ?? 6, spec.Alternate),
        '\0' => spec.Precision is { } most ? FloatFormat.Format(value.ToDouble(), 'g', most, spec.Alternate) : value.Text,
        _ => throw JinjaError.Value("invalid format string"),
    };

    private static PyDecimal Scale(PyDecimal value, int places) =>
        PyDecimal.Parse(FormattableString.Invariant($"{value.Coefficient}E{value.Exponent + places}")) ?? value;

    /// <summary>Without an exponent, however many zeros that takes.</summary>
    private static string Fixed(PyDecimal value)
    {
        if (value.Exponent >= 0)
        {
            return (value.Coefficient * BigInteger.Pow(10, value.Exponent)).ToString(CultureInfo.InvariantCulture);
        }

        var digits = value.Coefficient.ToString(CultureInfo.InvariantCulture).PadLeft(1 - value.Exponent, '0');
        return digits[..^-value.Exponent] + "." + digits[^-value.Exponent..];
    }
}
