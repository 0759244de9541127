using System.Globalization;
using System.Numerics;
using Lake.Jinja.Errors;
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
        "quantize" => NativeFunction.Create(name, "exp, rounding=None", a => a[0] is PyDecimal like
            ? self.Round(-like.Exponent)
            : throw JinjaError.Type($"conversion from {PyValue.TypeName(a[0])} to Decimal is not supported")),
        "to_integral_value" or "to_integral" or "to_integral_exact" => NativeFunction.Create(name, "rounding=None", _ => self.Exponent >= 0 ? self : self.Round(0)),
        "as_tuple" => Members.Method(name, () => new NamedTuple("DecimalTuple", ["sign", "digits", "exponent"], [
            PyBox.Of(self.IsNegative ? 1 : 0),
            new PyTuple([.. Digits(self).Select(digit => (object?)PyBox.Of(digit - '0'))]),
            PyBox.Of(self.Exponent)])),
        "as_integer_ratio" => Members.Method(name, () => Ratio(self)),
        "sqrt" => Members.Method(name, () => self.SquareRoot()),
        "conjugate" => Members.Method(name, () => self),
        "compare" => NativeFunction.Create(name, "other", a => Compare(self, a[0])),
        "max" => NativeFunction.Create(name, "other", a => Compare(self, a[0]).Coefficient.Sign >= 0 ? self.Plus() : Number(a[0]).Plus()),
        "min" => NativeFunction.Create(name, "other", a => Compare(self, a[0]).Coefficient.Sign <= 0 ? self.Plus() : Number(a[0]).Plus()),
        "scaleb" => NativeFunction.Create(name, "other", a => self.Shift(PyNumber.ToInt(a[0]))),
        "same_quantum" => NativeFunction.Create(name, "other", a => PyBox.Of(Number(a[0]).Exponent == self.Exponent)),
        _ => null,
    };

    private static PyDecimal Compare(PyDecimal self, object? other) => PyDecimal.Of(self.CompareTo(Number(other)).GetValueOrDefault());

    private static PyDecimal Number(object? value) => value as PyDecimal ?? (PyNumber.IsInteger(value)
        ? PyDecimal.Of(PyNumber.ToBig(value))
        : throw JinjaError.Type($"conversion from {PyValue.TypeName(value)} to Decimal is not supported"));

    private static string Digits(PyDecimal self) => BigInteger.Abs(self.Coefficient).ToString(CultureInfo.InvariantCulture);

    private static PyTuple Ratio(PyDecimal self)
    {
        var (top, bottom) = self.Exponent >= 0
            ? (self.Truncate(), BigInteger.One)
            : (self.Coefficient, BigInteger.Pow(10, -self.Exponent));
        var divisor = BigInteger.GreatestCommonDivisor(top, bottom);
        return new PyTuple(PyBox.Of(top / divisor), PyBox.Of(bottom / divisor));
    }
}
