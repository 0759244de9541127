using System.Numerics;
using Lake.Jinja.Errors;
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
        "hex" => new NativeFunction(name, _ => Hexadecimal(value)),
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
        "to_bytes" => new NativeFunction(name, a => ToBytes(value, a)),
        _ => null,
    };

    private static PyBytes ToBytes(BigInteger value, CallArguments arguments)
    {
        var length = PyNumber.ToInt(arguments.Optional(0, "length", 1L));
        var isBig = PyText.Of(arguments.Optional(1, "byteorder", "big")) == "big";
        var isSigned = arguments.TryGetKeyword("signed", out var signed) && PyValue.IsTrue(signed);
        if (value.Sign < 0 && !isSigned)
        {
            throw new JinjaError(ErrorKind.OverflowError, "can't convert negative int to unsigned");
        }

        var bytes = value.ToByteArray(isUnsigned: !isSigned, isBigEndian: false);
        if (bytes.Length > length)
        {
            throw new JinjaError(ErrorKind.OverflowError, "int too big to convert");
        }

        var result = new byte[length];
        Array.Fill(result, value.Sign < 0 ? byte.MaxValue : byte.MinValue);
        bytes.CopyTo(result, 0);
        if (isBig)
        {
            Array.Reverse(result);
        }

        return new PyBytes(result);
    }

    private static string Hexadecimal(double value)
    {
        if (!double.IsFinite(value))
        {
            return PyText.OfFloat(value);
        }

        var bits = BitConverter.DoubleToInt64Bits(value);
        var (exponent, mantissa) = ((int)(bits >> 52) & 0x7FF, bits & 0xFFFFFFFFFFFFFL);
        var sign = bits < 0 ? "-" : "";
        return value == 0 ? sign + "0x0.0p+0" : string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{sign}0x{(exponent == 0 ? 0 : 1)}.{mantissa:x13}p{Math.Max(exponent, 1) - 1023:+0;-0}");
    }

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
