using System.Numerics;
using Lake.Jinja.Errors;

namespace Lake.Jinja.Values;

/// <summary>Python's <c>complex</c>: a negative number to a broken power, or a literal such as <c>1+2j</c>.</summary>
internal sealed class PyComplex(Complex value) : JinjaObject
{
    public override string TypeName => "complex";

    public override bool IsTrue => value != Complex.Zero;

    public override string Repr
    {
        get
        {
            var imaginary = Part(value.Imaginary) + "j";
            return value.Real == 0 && !double.IsNegative(value.Real)
                ? imaginary
                : $"({Part(value.Real)}{(imaginary[0] is '-' ? "" : "+")}{imaginary})";
        }
    }

    /// <summary>A float to a float, both taken as complex numbers.</summary>
    public static PyComplex Power(double x, double y) => new(Complex.FromPolarCoordinates(Math.Pow(Math.Abs(x), y), Math.Atan2(0, x) * y));

    public PyComplex Negate() => new(-value);

    public override bool TryGetAttribute(string name, out object? result)
    {
        result = name switch
        {
            "real" => value.Real,
            "imag" => value.Imaginary,
            "conjugate" => Modules.Members.Method(name, () => new PyComplex(Complex.Conjugate(value))),
            _ => null,
        };
        return result is not null;
    }

    public override bool EqualTo(object? other) => ToComplex(other) == value;

    public override int Hash() => value.Imaginary == 0 ? PyCompare.Hash(value.Real) : value.GetHashCode();

    public override bool TryOperate(BinaryOperator operation, object? other, bool reflected, out object? result)
    {
        result = null;
        if (ToComplex(other) is not { } theirs)
        {
            return false;
        }

        var (x, y) = reflected ? (theirs, value) : (value, theirs);
        result = operation switch
        {
            BinaryOperator.Add => new PyComplex(x + y),
            BinaryOperator.Subtract => new PyComplex(x - y),
            BinaryOperator.Multiply => new PyComplex(x * y),
            BinaryOperator.Divide => y == Complex.Zero
                ? throw new JinjaError(ErrorKind.ZeroDivisionError, "complex division by zero")
                : new PyComplex(x / y),
            BinaryOperator.Power => new PyComplex(Complex.Pow(x, y)),
            BinaryOperator.FloorDivide or BinaryOperator.Modulo => null,
        };
        return result is not null;
    }

    private static Complex? ToComplex(object? other) => other switch
    {
        PyComplex complex => complex.Value,
        _ when PyNumber.IsNumber(other) => PyNumber.ToDouble(other),
        _ => null,
    };

    private static string Part(double part) =>
        PyText.OfFloat(part) is var text && text.EndsWith(".0", StringComparison.Ordinal) ? text[..^2] : text;

    private Complex Value => value;
}
