using System.Globalization;
using System.Numerics;

namespace Lake.Engines;

/// <summary>An exact decimal of up to 38 digits, which <see cref="decimal"/> cannot hold. Prints with all digits of its scale.</summary>
public readonly record struct SqlDecimal(BigInteger Unscaled, int Scale)
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
