using System.Globalization;
using System.Numerics;
using Lake.Jinja.Modules;

namespace Lake.Jinja.Values;

/// <summary>The attributes and methods of a Decimal.</summary>
internal static class DecimalMembers
{
    public static object? Find(PyDecimal self, string name) => name switch
    {
        "real" => self,
        "imag" => PyDecimal.Of(0),
        "is_zero" => Members.Method(name, () => PyBox.Of(self.Special is null && self.Coefficient.IsZero)),
        "is_nan" => Members.Method(name, () => PyBox.Of(self.Special == "NaN")),
        "is_infinite" => Members.Method(name, () => PyBox.Of(self.Special is not (null or "NaN"))),
        "is_finite" => Members.Method(name, () => PyBox.Of(self.Special is null)),
        "is_signed" => Members.Method(name, () => PyBox.Of(self.IsNegative)),
        "normalize" => Members.Method(name, () => self.Normalize()),
        "copy_abs" => Members.Method(name, () => self.Abs()),
        "copy_negate" => Members.Method(name, () => self.Negate()),
        "adjusted" => Members.Method(name, () => PyBox.Of(self.Exponent + Digits(self).Length - 1)),
        "quantize" => Members.Function(name, "exp, rounding=None", a => a[0] is PyDecimal like
            ? self.Round(-like.Exponent)
            : throw JinjaError.Type($"conversion from {PyValue.TypeName(a[0])} to Decimal is not supported")),
        "to_integral_value" or "to_integral" or "to_integral_exact" => Members.Function(name, "rounding=None", _ => self.Exponent >= 0 ? self : self.Round(0)),
        "as_tuple" => Members.Method(name, () => new DecimalTuple(self, Digits(self))),
        "as_integer_ratio" => Members.Method(name, () => Ratio(self)),
        "sqrt" => Members.Method(name, () => PyDecimal.Parse(PyText.OfFloat(Math.Sqrt(self.ToDouble())))),
        _ => null,
    };

    private static string Digits(PyDecimal self) => BigInteger.Abs(self.Coefficient).ToString(CultureInfo.InvariantCulture);

    private static PyTuple Ratio(PyDecimal self)
    {
        var (top, bottom) = self.Exponent >= 0
            ? (self.Truncate(), BigInteger.One)
            : (self.Coefficient, BigInteger.Pow(10, -self.Exponent));
        var divisor = BigInteger.GreatestCommonDivisor(top, bottom);
        return new PyTuple(PyBox.Of(top / divisor), PyBox.Of(bottom / divisor));
    }

    private sealed class DecimalTuple(PyDecimal self, string digits) : PyTuple(
        PyBox.Of(self.IsNegative ? 1 : 0),
        new PyTuple([.. digits.Select(digit => (object?)PyBox.Of(digit - '0'))]),
        PyBox.Of(self.Exponent))
    {
        public override string Repr => $"DecimalTuple(sign={PyText.Of(Values[0])}, digits={PyRepr.Of(Values[1])}, exponent={PyText.Of(Values[2])})";

        public override bool TryGetAttribute(string name, out object? value)
        {
            var index = Array.IndexOf(["sign", "digits", "exponent"], name);
            value = index >= 0 ? Values[index] : null;
            return index >= 0 || base.TryGetAttribute(name, out value);
        }
    }
}
