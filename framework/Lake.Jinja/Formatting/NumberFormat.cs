using System.Globalization;
using System.Numerics;
using System.Text;
using Lake.Jinja.Errors;
using Lake.Jinja.Values;

namespace Lake.Jinja.Formatting;

/// <summary>Numbers under a format specification.</summary>
internal static class NumberFormat
{
    public static string Format(object? value, FormatSpec spec)
    {
        return value is double || spec.Type is 'e' or 'E' or 'f' or 'F' or 'g' or 'G' or '%'
            ? Float(PyNumber.ToDouble(value), spec)
            : Integer(PyNumber.ToBig(value), spec);
    }

    /// <summary>Sign, prefix and digits brought to the width.</summary>
    public static string Layout(string sign, string prefix, string digits, FormatSpec spec)
    {
        var zeros = spec.Align == '0';
        if (zeros && spec.Grouping != '\0')
        {
            digits = GroupToWidth(digits, spec, spec.Width - sign.Length - prefix.Length);
        }

        if (spec.Align is '=' or '0')
        {
            var room = spec.Width - sign.Length - prefix.Length - digits.Length;
            return sign + prefix + PyString.Repeat(spec.Fill, room) + digits;
        }

        return TextFormat.Pad(sign + prefix + digits, spec, spec.Align == '\0' ? '>' : spec.Align);
    }

    public static string SignOf(bool isNegative, char sign) => isNegative ? "-" : sign is '+' or ' ' ? sign.ToString() : "";

    private static string Integer(BigInteger value, FormatSpec spec)
    {
        if (spec.Precision is not null)
        {
            throw JinjaError.Value("Precision not allowed in integer format specifier");
        }

        if (spec.DropsNegativeZero)
        {
            throw JinjaError.Value("Negative zero coercion (z) not allowed in integer format specifier");
        }

        if (spec.Grouping != '\0' && (spec.Type == 'c' || spec.Type == 'n' || (spec.Grouping == ',' && spec.Type is 'x' or 'X' or 'o' or 'b')))
        {
            throw JinjaError.Value($"Cannot specify '{spec.Grouping}' with '{spec.Type}'.");
        }

        if (spec.Type == 'c')
        {
            return TextFormat.Pad(char.ConvertFromUtf32((int)value), spec, spec.Align is '\0' or '0' ? '<' : spec.Align);
        }

        var absolute = BigInteger.Abs(value);
        var (digits, prefix) = spec.Type switch
        {
            '\0' or 'd' or 'n' => (absolute.ToString(CultureInfo.InvariantCulture), ""),
            'x' => (Digits(absolute, 16), "0x"),
            'X' => (Digits(absolute, 16).ToUpperInvariant(), "0X"),
            'o' => (Digits(absolute, 8), "0o"),
            'b' => (Digits(absolute, 2), "0b"),
            _ => throw JinjaError.Value($"Unknown format code '{spec.Type}' for object of type 'int'"),
        };
        digits = Group(digits, spec.Grouping, spec.Type is 'x' or 'X' or 'o' or 'b' ? 4 : 3);
        return Layout(SignOf(value.Sign < 0, spec.Sign), spec.Alternate ? prefix : "", digits, spec);
    }

    private static string Float(double value, FormatSpec spec)
    {
        var isPercent = spec.Type == '%';
        var number = isPercent ? value * 100 : value;
        var digits = spec.Type switch
        {
            '\0' when spec.Precision is null => FloatFormat.Plain(number, spec.Alternate),
            '\0' => FloatFormat.Format(number, 'r', spec.Precision.GetValueOrDefault(), spec.Alternate),
            '%' => FloatFormat.Format(number, 'f', spec.Precision ?? 6, spec.Alternate),
            'e' or 'E' or 'f' or 'F' or 'g' or 'G' => FloatFormat.Format(number, spec.Type, spec.Precision ?? 6, spec.Alternate),
            'n' => FloatFormat.Format(number, 'g', spec.Precision ?? 6, spec.Alternate),
            _ => throw JinjaError.Value($"Unknown format code '{spec.Type}' for object of type 'float'"),
        };
        var point = digits.IndexOfAny(['.', 'e', 'E', 'n', 'i']);
        digits = point < 0 ? Group(digits, spec.Grouping, 3) : Group(digits[..point], spec.Grouping, 3) + digits[point..];
        var isNegative = double.IsNegative(value) && !double.IsNaN(value)
            && !(spec.DropsNegativeZero && digits.All(c => c is '0' or '.' or ',' or '_'));
        return Layout(SignOf(isNegative, spec.Sign), "", digits + (isPercent ? "%" : ""), spec);
    }

    public static string Digits(BigInteger value, int numberBase)
    {
        if (value.IsZero)
        {
            return "0";
        }

        var text = new StringBuilder();
        for (; !value.IsZero; value /= numberBase)
        {
            text.Insert(0, "0123456789abcdef"[(int)(value % numberBase)]);
        }

        return text.ToString();
    }

    public static string Group(string digits, char separator, int size)
    {
        if (separator == '\0')
        {
            return digits;
        }

        var text = new StringBuilder(digits);
        for (var at = digits.Length - size; at > 0; at -= size)
        {
            text.Insert(at, separator);
        }

        return text.ToString();
    }

    private static string GroupToWidth(string digits, FormatSpec spec, int width)
    {
        var end = digits.IndexOfAny(['.', 'e', '%']) is >= 0 and var found ? found : digits.Length;
        var (whole, rest) = (digits[..end].Replace(spec.Grouping.ToString(), "", StringComparison.Ordinal), digits[end..]);
        while (Group(whole, spec.Grouping, 3).Length + rest.Length < width)
        {
            whole = "0" + whole;
        }

        return Group(whole, spec.Grouping, 3) + rest;
    }
}
