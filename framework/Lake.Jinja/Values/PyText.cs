using System.Globalization;
using System.Numerics;

namespace Lake.Jinja.Values;

/// <summary><c>str</c>.</summary>
public static class PyText
{
    public static string Of(object? value) => value switch
    {
        string s => s,
        long n => n.ToString(CultureInfo.InvariantCulture),
        null => "None",
        bool b => b ? "True" : "False",
        double d => OfFloat(d),
        BigInteger n => n.ToString(CultureInfo.InvariantCulture),
        PySequence or PyDict or PySet => PyRepr.Of(value),
        JinjaObject o => o.Text,
        _ => throw PyValue.Foreign(value),
    };

    /// <summary>Python's shortest text that reads back as the same float.</summary>
    public static string OfFloat(double value)
    {
        if (double.IsNaN(value))
        {
            return "nan";
        }

        if (double.IsInfinity(value))
        {
            return value > 0 ? "inf" : "-inf";
        }

        if (value == Math.Truncate(value) && Math.Abs(value) < 1e15)
        {
            return (value == 0 && double.IsNegative(value) ? "-0" : ((long)value).ToString(CultureInfo.InvariantCulture)) + ".0";
        }

        var (sign, digits, exponent) = Digits(value);
        if (exponent is < -4 or >= 16)
        {
            var mantissa = digits.Length == 1 ? digits : digits[..1] + "." + digits[1..];
            return $"{sign}{mantissa}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent).ToString("00", CultureInfo.InvariantCulture)}";
        }

        if (exponent < 0)
        {
            return sign + "0." + new string('0', -exponent - 1) + digits;
        }

        return digits.Length <= exponent + 1
            ? sign + digits.PadRight(exponent + 1, '0') + ".0"
            : sign + digits[..(exponent + 1)] + "." + digits[(exponent + 1)..];
    }

    /// <summary>Sign, shortest digits without trailing zeros, and the power of ten of the first digit.</summary>
    internal static (string Sign, string Digits, int Exponent) Digits(double value)
    {
        var text = value.ToString("E16", CultureInfo.InvariantCulture);
        var shortest = value.ToString("R", CultureInfo.InvariantCulture);
        var sign = text[0] == '-' ? "-" : "";
        var digits = new string([.. shortest.TakeWhile(c => c != 'E').Where(char.IsAsciiDigit)]).TrimStart('0').TrimEnd('0');
        var exponent = int.Parse(text[(text.IndexOf('E', StringComparison.Ordinal) + 1)..], CultureInfo.InvariantCulture);
        if (digits.Length == 0)
        {
            return (sign, "0", 0);
        }

        // Rounding to 17 digits may carry into the next power of ten; the shortest digits then begin one earlier.
        var back = double.Parse($"{sign}{digits[0]}.{digits[1..]}0E{exponent}", CultureInfo.InvariantCulture);
        return (sign, digits, back == value ? exponent : exponent + 1);
    }
}
