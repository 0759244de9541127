using System.Numerics;
using Lake.Jinja.Values;

namespace Lake.Jinja.Methods;

/// <summary>The attributes of <c>int</c>, <c>float</c> and <c>bool</c>.</summary>
internal static class NumberMethods
{
    public static bool TryGet(object owner, string name, out object? value)
    {
        value = owner is double d ? Float(d, name) : Integer(PyNumber.ToBig(owner), name);
        return value is not null;
    }

    private static object? Float(double value, string name) => name switch
    {
        "real" => value,
        "imag" => 0.0,
        "is_integer" => new NativeFunction(name, _ => PyBox.Of(value == Math.Floor(value) && !double.IsInfinity(value))),
        "conjugate" => new NativeFunction(name, _ => value),
        "as_integer_ratio" => new NativeFunction(name, _ => Ratio(value)),
        _ => null,
    };

    private static object? Integer(BigInteger value, string name) => name switch
    {
        "real" or "numerator" => PyBox.Of(value),
        "imag" => PyBox.Of(0L),
        "denominator" => PyBox.Of(1L),
        "conjugate" => new NativeFunction(name, _ => PyBox.Of(value)),
        "bit_length" => new NativeFunction(name, _ => PyBox.Of(value.IsZero ? 0L : (long)BigInteger.Abs(value).GetBitLength())),
        "bit_count" => new NativeFunction(name, _ => PyBox.Of((long)BigInteger.PopCount(BigInteger.Abs(value)))),
        "as_integer_ratio" => new NativeFunction(name, _ => new PyTuple(PyBox.Of(value), 1L)),
        "is_integer" => new NativeFunction(name, _ => PyBox.True),
        _ => null,
    };

    private static PyTuple Ratio(double value)
    {
        var denominator = BigInteger.One;
        while (value != Math.Floor(value))
        {
            value *= 2;
            denominator *= 2;
        }

        return new PyTuple(PyBox.Of(new BigInteger(value)), PyBox.Of(denominator));
    }
}
