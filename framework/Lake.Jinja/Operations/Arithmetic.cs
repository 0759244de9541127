using System.Numerics;
using Lake.Jinja.Errors;
using Lake.Jinja.Values;

namespace Lake.Jinja.Operations;

/// <summary>Python's operators on any two values.</summary>
internal static class Arithmetic
{
    public static object? Apply(BinaryOperator operation, object? left, object? right)
    {
        if (left is long x && right is long y && SmallIntegers(operation, x, y) is { } small)
        {
            return small;
        }

        if (left is string text)
        {
            return Strings.Apply(operation, text, right) ?? Objects(operation, left, right);
        }

        if (PyNumber.IsNumber(left) && PyNumber.IsNumber(right))
        {
            return left is double || right is double
                ? Floats.Apply(operation, left, right)
                : Integers.Apply(operation, PyNumber.ToBig(left), PyNumber.ToBig(right));
        }

        return operation == BinaryOperator.Multiply && right is string repeated && PyNumber.IsInteger(left)
            ? PyString.Repeat(repeated, PyNumber.ToIndex(left))
            : Objects(operation, left, right);
    }

    public static object? Negate(object? value) => value switch
    {
        long n when n != long.MinValue => PyBox.Of(-n),
        double d => -d,
        long or bool or BigInteger => PyBox.Of(-PyNumber.ToBig(value)),
        PyDecimal d => d.Negate(),
        PyTimeDelta t => new PyTimeDelta(-t.TotalMicroseconds),
        PyComplex c => c.Negate(),
        Undefined u => throw u.Error(),
        _ => throw JinjaError.Type($"bad operand type for unary -: '{PyValue.TypeName(value)}'"),
    };

    public static object? Plus(object? value) => value switch
    {
        long or double or BigInteger or PyDecimal or PyTimeDelta or PyComplex => value,
        bool b => PyBox.Of(b ? 1L : 0L),
        Undefined u => throw u.Error(),
        _ => throw JinjaError.Type($"bad operand type for unary +: '{PyValue.TypeName(value)}'"),
    };

    public static string Sign(BinaryOperator operation) => operation switch
    {
        BinaryOperator.Add => "+",
        BinaryOperator.Subtract => "-",
        BinaryOperator.Multiply => "*",
        BinaryOperator.Divide => "/",
        BinaryOperator.FloorDivide => "//",
        BinaryOperator.Modulo => "%",
        BinaryOperator.Power => "** or pow()",
    };

    private static object? SmallIntegers(BinaryOperator operation, long x, long y) => operation switch
    {
        BinaryOperator.Add => unchecked(((x ^ (x + y)) & (y ^ (x + y))) >= 0 ? PyBox.Of(x + y) : null),
        BinaryOperator.Subtract => unchecked(((x ^ y) & (x ^ (x - y))) >= 0 ? PyBox.Of(x - y) : null),
        BinaryOperator.Multiply => Math.BigMul(x, y, out var low) == low >> 63 ? PyBox.Of(low) : null,
        BinaryOperator.Modulo when y > 0 => PyBox.Of(((x % y) + y) % y),
        BinaryOperator.FloorDivide when y > 0 => PyBox.Of((x / y) - (x % y < 0 ? 1 : 0)),
        _ => null,
    };

    private static object? Objects(BinaryOperator operation, object? left, object? right)
    {
        if (left is JinjaObject a && a.TryOperate(operation, right, reflected: false, out var result))
        {
            return result;
        }

        if (right is JinjaObject b && b.TryOperate(operation, left, reflected: true, out result))
        {
            return result;
        }

        if (left is string && operation == BinaryOperator.Add)
        {
            throw JinjaError.Type($"can only concatenate str (not \"{PyValue.TypeName(right)}\") to str");
        }

        throw JinjaError.Type(
            $"unsupported operand type(s) for {Sign(operation)}: '{PyValue.TypeName(left)}' and '{PyValue.TypeName(right)}'");
    }
}
