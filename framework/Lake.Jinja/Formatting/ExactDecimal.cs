using System.Globalization;
using System.Numerics;

namespace Lake.Jinja.Formatting;

/// <summary>Floats in decimal, rounded half to even on their exact binary value.</summary>
internal static class ExactDecimal
{
    /// <summary>The nearest integer to <c>|value| * 10^digits</c>.</summary>
    public static BigInteger Scale(double value, int digits)
    {
        var bits = BitConverter.DoubleToInt64Bits(Math.Abs(value));
        var exponent = (int)(bits >> 52) & 0x7FF;
        var mantissa = new BigInteger(bits & 0xFFFFFFFFFFFFFL) + (exponent == 0 ? 0 : 1L << 52);
        var shift = Math.Max(exponent, 1) - 1075;
        var numerator = mantissa * (digits > 0 ? BigInteger.Pow(10, digits) : 1) * (shift > 0 ? BigInteger.One << shift : 1);
        var denominator = (digits < 0 ? BigInteger.Pow(10, -digits) : 1) * (shift < 0 ? BigInteger.One << -shift : 1);
        var quotient = BigInteger.DivRem(numerator, denominator, out var rest);
        var twice = rest * 2;
        return twice > denominator || (twice == denominator && !quotient.IsEven) ? quotient + 1 : quotient;
    }

    /// <summary>So many digits behind the point, without a sign.</summary>
    public static string Fixed(double value, int digits)
    {
        var text = Scale(value, digits).ToString(CultureInfo.InvariantCulture);
        if (digits == 0)
        {
            return text;
        }

        text = text.PadLeft(digits + 1, '0');
        return text[..^digits] + "." + text[^digits..];
    }

    /// <summary>One digit before the point and so many behind it, and the power of ten; without a sign.</summary>
    public static (string Digits, int Exponent) Scientific(double value, int digits)
    {
        if (value == 0)
        {
            return (new string('0', digits + 1), 0);
        }

        var exponent = (int)Math.Floor(Math.Log10(Math.Abs(value)));
        var text = Scale(value, digits - exponent).ToString(CultureInfo.InvariantCulture);
        if (text.Length != digits + 1)
        {
            exponent += text.Length > digits + 1 ? 1 : -1;
            text = Scale(value, digits - exponent).ToString(CultureInfo.InvariantCulture);
        }

        return (text, exponent);
    }

    /// <summary>Python's <c>round(value, digits)</c>.</summary>
    public static double Round(double value, int digits)
    {
        if (double.IsNaN(value) || double.IsInfinity(value) || digits > 320)
        {
            return value;
        }

        var rounded = double.Parse(Scale(value, Math.Max(digits, -320)).ToString(CultureInfo.InvariantCulture) + "E" + (-digits).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return Math.CopySign(rounded, value);
    }
}
