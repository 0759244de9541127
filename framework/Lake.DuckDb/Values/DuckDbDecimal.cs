using System.Globalization;
using System.Numerics;

namespace Lake.DuckDb.Values;

/// <summary>An exact decimal of up to 38 digits: <c>Unscaled / 10^Scale</c>. Prints with all digits of its scale.</summary>
public readonly record struct DuckDbDecimal(BigInteger Unscaled, int Scale)
{
    public override string ToString()
    {
        if (Scale == 0)
        {
            return Unscaled.ToString(CultureInfo.InvariantCulture);
        }

        var digits = BigInteger.Abs(Unscaled).ToString(CultureInfo.InvariantCulture).PadLeft(Scale + 1, '0');
        return $"{(Unscaled.Sign < 0 ? "-" : "")}{digits[..^Scale]}.{digits[^Scale..]}";
    }
}
