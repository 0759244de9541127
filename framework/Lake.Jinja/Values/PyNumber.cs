using System.Globalization;
using System.Numerics;
using Lake.Jinja.Errors;

namespace Lake.Jinja.Values;

/// <summary>Conversions between Python's numbers; <c>bool</c> counts as one.</summary>
public static class PyNumber
{
    public static bool IsNumber(object? value) => value is long or double or bool or BigInteger;

    public static bool IsInteger(object? value) => value is long or bool or BigInteger;

    public static bool IsNegative(object? value) =>
        value is long and < 0 or BigInteger { Sign: < 0 } || (value is double d && double.IsNegative(d) && !double.IsNaN(d));

    public static double ToDouble(object? value) => value switch
    {
        long n => n,
        double d => d,
        bool b => b ? 1 : 0,
        BigInteger n => Float(n),
        _ => throw JinjaError.Type($"must be real number, not {PyValue.TypeName(value)}"),
    };

    public static BigInteger ToBig(object? value) => value switch
    {
        long n => n,
        bool b => b ? 1 : 0,
        BigInteger n => n,
        _ => throw JinjaError.Type($"'{PyValue.TypeName(value)}' object cannot be interpreted as an integer"),
    };

    /// <summary>An index, a width or a count; throws a type error for anything but an integer.</summary>
    public static long ToIndex(object? value) => value switch
    {
        long n => n,
        bool b => b ? 1 : 0,
        BigInteger n => (long)BigInteger.Clamp(n, long.MinValue, long.MaxValue),
        _ => throw JinjaError.Type($"'{PyValue.TypeName(value)}' object cannot be interpreted as an integer"),
    };

    /// <summary>The same, brought into the range of an int.</summary>
    public static int ToInt(object? value) => (int)Math.Clamp(ToIndex(value), int.MinValue, int.MaxValue);

    /// <summary>Reads the digits of an integer in base 2 to 36; null when they are not one.</summary>
    public static BigInteger? Parse(ReadOnlySpan<char> digits, int numberBase)
    {
        if (digits.Length == 0)
        {
            return null;
        }

        if (numberBase == 10 && digits.Length <= 18)
        {
            return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var small) ? small : null;
        }

        var value = BigInteger.Zero;
        foreach (var c in digits)
        {
            var digit = char.IsAsciiDigit(c) ? c - '0' : char.IsAsciiLetter(c) ? (c | 32) - 'a' + 10 : 99;
            if (digit >= numberBase)
            {
                return null;
            }

            value = (value * numberBase) + digit;
        }

        return value;
    }

    private static double Float(BigInteger value)
    {
        var result = (double)value;
        return double.IsInfinity(result)
            ? throw new JinjaError(ErrorKind.OverflowError, "int too large to convert to float")
            : Nearest(value, result);
    }

    /// <summary>.NET cuts the digits beyond a double's off; Python rounds half to even.</summary>
    private static double Nearest(BigInteger value, double cut)
    {
        var next = value.Sign > 0 ? Math.BitIncrement(cut) : Math.BitDecrement(cut);
        if (double.IsInfinity(next))
        {
            return cut;
        }

        var (low, high) = (BigInteger.Abs(value - new BigInteger(cut)), BigInteger.Abs(new BigInteger(next) - value));
        return low < high || (low == high && (BitConverter.DoubleToInt64Bits(cut) & 1) == 0) ? cut : next;
    }
}
