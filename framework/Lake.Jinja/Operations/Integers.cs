using System.Numerics;
using Lake.Jinja.Errors;
using Lake.Jinja.Values;

namespace Lake.Jinja.Operations;

/// <summary>Integers of any size.</summary>
internal static class Integers
{
    private const long MaxBits = 4_000_000;

    public static object Apply(BinaryOperator operation, BigInteger x, BigInteger y) => operation switch
    {
        BinaryOperator.Add => PyBox.Of(x + y),
        BinaryOperator.Subtract => PyBox.Of(x - y),
        BinaryOperator.Multiply => PyBox.Of(x * y),
        BinaryOperator.Divide => Divide(x, y),
        BinaryOperator.FloorDivide => PyBox.Of(FloorDivide(x, y)),
        BinaryOperator.Modulo => PyBox.Of(Modulo(x, y)),
        BinaryOperator.Power => Power(x, y),
    };

    public static BigInteger FloorDivide(BigInteger x, BigInteger y)
    {
        if (y.IsZero)
        {
            throw new JinjaError(ErrorKind.ZeroDivisionError, "integer division or modulo by zero");
        }

        var quotient = BigInteger.DivRem(x, y, out var remainder);
        return !remainder.IsZero && remainder.Sign != y.Sign ? quotient - 1 : quotient;
    }

    public static BigInteger Modulo(BigInteger x, BigInteger y)
    {
        if (y.IsZero)
        {
            throw new JinjaError(ErrorKind.ZeroDivisionError, "integer modulo by zero");
        }

        var remainder = x % y;
        return !remainder.IsZero && remainder.Sign != y.Sign ? remainder + y : remainder;
    }

    private static double Divide(BigInteger x, BigInteger y)
    {
        if (y.IsZero)
        {
            throw new JinjaError(ErrorKind.ZeroDivisionError, "division by zero");
        }

        const long Exact = 1L << 53;
        if (BigInteger.Abs(x) <= Exact && BigInteger.Abs(y) <= Exact)
        {
            return (double)x / (double)y;
        }

        // Scaled so that the quotient has 64 bits or more, the rest rounded away at the end.
        var shift = (int)Math.Max(0, 66 - (x.GetBitLength() - y.GetBitLength()));
        var quotient = BigInteger.DivRem(BigInteger.Abs(x) << shift, BigInteger.Abs(y), out var remainder);
        quotient |= remainder.IsZero ? 0 : 1;
        var value = Math.ScaleB(Round(quotient, out var extra), extra - shift);
        return double.IsInfinity(value)
            ? throw new JinjaError(ErrorKind.OverflowError, "integer division result too large for a float")
            : x.Sign * y.Sign < 0 ? -value : value;
    }

    /// <summary>The 53 leading bits, rounded half to even, and how many bits were cut.</summary>
    private static double Round(BigInteger value, out int cut)
    {
        cut = (int)Math.Max(0, value.GetBitLength() - 53);
        var kept = value >> cut;
        var rest = value - (kept << cut);
        var half = cut == 0 ? BigInteger.One : BigInteger.One << (cut - 1);
        return (double)(rest > half || (rest == half && cut > 0 && !kept.IsEven) ? kept + 1 : kept);
    }

    private static object Power(BigInteger x, BigInteger y)
    {
        if (y.Sign < 0)
        {
            return Floats.Power((double)x, (double)y);
        }

        if (x.IsZero || x.IsOne || x == BigInteger.MinusOne)
        {
            return PyBox.Of(y.IsZero ? BigInteger.One : x == BigInteger.MinusOne && y.IsEven ? BigInteger.One : x);
        }

        return y > MaxBits || x.GetBitLength() * (long)y > MaxBits
            ? throw new JinjaError(ErrorKind.LimitExceeded, "the result of ** would be too large")
            : PyBox.Of(BigInteger.Pow(x, (int)y));
    }
}
