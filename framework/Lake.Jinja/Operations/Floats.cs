using Lake.Jinja.Errors;
using Lake.Jinja.Values;

namespace Lake.Jinja.Operations;

/// <summary>Arithmetic with at least one float.</summary>
internal static class Floats
{
    public static object Apply(BinaryOperator operation, object? left, object? right)
    {
        var (x, y) = (PyNumber.ToDouble(left), PyNumber.ToDouble(right));
        return operation switch
        {
            BinaryOperator.Add => x + y,
            BinaryOperator.Subtract => x - y,
            BinaryOperator.Multiply => x * y,
            BinaryOperator.Divide => y == 0 ? throw ByZero("float division by zero") : x / y,
            BinaryOperator.FloorDivide => y == 0 ? throw ByZero("float floor division by zero") : FloorDivide(x, y),
            BinaryOperator.Modulo => y == 0 ? throw ByZero("float modulo") : Modulo(x, y),
            BinaryOperator.Power => Power(x, y),
        };
    }

    public static object Power(double x, double y)
    {
        if (x == 0 && y < 0)
        {
            throw ByZero("0.0 cannot be raised to a negative power");
        }

        if (x < 0 && y != Math.Floor(y) && !double.IsInfinity(y))
        {
            return PyComplex.Power(x, y);
        }

        var result = Math.Pow(x, y);
        return double.IsInfinity(result) && !double.IsInfinity(x) && !double.IsInfinity(y)
            ? throw new JinjaError(ErrorKind.OverflowError, "(34, 'Numerical result out of range')")
            : result;
    }

    private static double Modulo(double x, double y)
    {
        var remainder = x % y;
        return remainder == 0 ? Math.CopySign(0, y) : remainder < 0 != y < 0 ? remainder + y : remainder;
    }

    private static double FloorDivide(double x, double y)
    {
        var remainder = x % y;
        var quotient = (x - remainder) / y;
        if (remainder != 0 && remainder < 0 != y < 0)
        {
            quotient -= 1;
        }

        if (quotient == 0)
        {
            return Math.CopySign(0, x / y);
        }

        var floor = Math.Floor(quotient);
        return quotient - floor > 0.5 ? floor + 1 : floor;
    }

    private static JinjaError ByZero(string message) => new(ErrorKind.ZeroDivisionError, message);
}
