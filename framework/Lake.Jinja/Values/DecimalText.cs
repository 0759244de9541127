using System.Globalization;
using System.Numerics;

namespace Lake.Jinja.Values;

/// <summary><c>str</c> of a Decimal: an exponent only where there would be many zeros.</summary>
internal static class DecimalText
{
    public static string Of(BigInteger coefficient, int exponent, bool isNegative)
    {
        var digits = BigInteger.Abs(coefficient).ToString(CultureInfo.InvariantCulture);
        var sign = isNegative ? "-" : "";
        var leading = exponent + digits.Length;
        if (exponent <= 0 && leading > -6)
        {
            return sign + (exponent == 0 ? digits
                : leading > 0 ? digits[..leading] + "." + digits[leading..]
                : "0." + new string('0', -leading) + digits);
        }

        var mantissa = digits.Length == 1 ? digits : digits[..1] + "." + digits[1..];
        return FormattableString.Invariant($"{sign}{mantissa}E{(leading - 1 < 0 ? "" : "+")}{leading - 1}");
    }
}
