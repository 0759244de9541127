using System.Globalization;
using System.Numerics;

namespace Lake.Trino.Values;

/// <summary>An exact decimal of up to 38 digits.</summary>
public readonly record struct TrinoDecimal(BigInteger Unscaled, int Scale)
{
    /// <summary>From the server's text: <c>-12.50</c> has scale 2.</summary>
    public static TrinoDecimal Parse(string text)
    {
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var digits = point < 0 ? text : text.Remove(point, 1);
        return new TrinoDecimal(
            BigInteger.Parse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture), point < 0 ? 0 : text.Length - point - 1);
    }

    public override string ToString()
    {
        var digits = BigInteger.Abs(Unscaled).ToString(CultureInfo.InvariantCulture).PadLeft(Scale + 1, '0');
        var sign = Unscaled.Sign < 0 ? "-" : "";
        return Scale == 0 ? sign + digits : $"{sign}{digits[..^Scale]}.{digits[^Scale..]}";
    }
}
