using System.Globalization;
using System.Numerics;
using Lake.Jinja.Errors;
using Lake.Jinja.Formatting;

namespace Lake.Jinja.Values;

/// <summary>Python's <c>Decimal</c> in its default context: 28 significant digits, ties to even.</summary>
public sealed class PyDecimal : JinjaObject, IFormattableValue
{
    private const int Precision = 28;

    private PyDecimal(BigInteger coefficient, int exponent, bool isNegativeZero = false, string? special = null)
    {
        (Coefficient, Exponent, IsNegativeZero, Special) = (coefficient, exponent, isNegativeZero && coefficient.IsZero, special);
    }

    /// <summary>The value is Coefficient · 10^Exponent.</summary>
    public BigInteger Coefficient { get; }

    public int Exponent { get; }

    /// <summary><c>NaN</c>, <c>Infinity</c> or <c>-Infinity</c>; null for a number.</summary>
    public string? Special { get; }

    public override string TypeName => "decimal.Decimal";

    public override bool IsTrue => Special is not null || !Coefficient.IsZero;

    public override string Repr => $"Decimal('{Text}')";

    public override string Text => Special ?? DecimalText.Of(Coefficient, Exponent, IsNegative);

    public bool IsNegative => Coefficient.Sign < 0 || IsNegativeZero || Special == "-Infinity";

    private bool IsNegativeZero { get; }

    public static PyDecimal From(decimal value)
    {
        var bits = decimal.GetBits(value);
        return new PyDecimal(
            new BigInteger(value * (decimal)BigInteger.Pow(10, 0)) is var whole && bits[3] >> 16 is 0 ? whole : Unscaled(value, (bits[3] >> 16) & 0xFF),
            -((bits[3] >> 16) & 0xFF));
    }

    /// <summary>Null for text that is no number.</summary>
    public static PyDecimal? Parse(string text)
    {
        text = text.Trim().Replace("_", "", StringComparison.Ordinal);
        var upper = text.ToUpperInvariant().TrimStart('+', '-');
        var negative = text.StartsWith('-');
        if (upper is "NAN" or "INF" or "INFINITY")
        {
            return new PyDecimal(0, 0, special: upper == "NAN" ? "NaN" : negative ? "-Infinity" : "Infinity");
        }

        var parts = upper.Split('E');
        var digits = parts[0].Split('.');
        var exponent = 0;
        var isNumber = parts.Length <= 2 && digits.Length <= 2 && digits.All(part => part.All(char.IsAsciiDigit)) && digits.Any(part => part.Length > 0)
            && (parts.Length == 1 || int.TryParse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent));
        if (!isNumber)
        {
            return null;
        }

        var coefficient = BigInteger.Parse("0" + string.Concat(digits), CultureInfo.InvariantCulture);
        return new PyDecimal(negative ? -coefficient : coefficient, exponent - (digits.Length == 2 ? digits[1].Length : 0), negative);
    }

    public static PyDecimal Of(BigInteger value) => new(value, 0);

    public double ToDouble() => Special switch
    {
        "NaN" => double.NaN,
        "Infinity" => double.PositiveInfinity,
        "-Infinity" => double.NegativeInfinity,
        _ => double.Parse(FormattableString.Invariant($"{Coefficient}E{Exponent}"), CultureInfo.InvariantCulture),
    };

    /// <summary>Towards zero.</summary>
    public BigInteger Truncate() => Special is not null
        ? throw (Special == "NaN" ? JinjaError.Value("cannot convert NaN to integer") : new JinjaError(ErrorKind.OverflowError, "cannot convert Infinity to integer"))
        : Exponent >= 0 ? Coefficient * BigInteger.Pow(10, Exponent) : Coefficient / BigInteger.Pow(10, -Exponent);

    /// <summary>With so many digits after the point, ties to even.</summary>
    public PyDecimal Round(int digits)
    {
        var shift = -digits - Exponent;
        if (Special is null && Exponent + DigitCount(Coefficient) + digits > Precision)
        {
            throw JinjaError.Value("[<class 'decimal.InvalidOperation'>]");
        }

        return Special is not null ? this
            : shift <= 0 ? new PyDecimal(Coefficient * BigInteger.Pow(10, -shift), -digits, IsNegativeZero)
            : new PyDecimal(DivideToEven(Coefficient, BigInteger.Pow(10, shift)), -digits, IsNegative);
    }

    public PyDecimal Normalize()
    {
        var (coefficient, exponent) = (Coefficient, Exponent);
        while (!coefficient.IsZero && (coefficient % 10).IsZero)
        {
            (coefficient, exponent) = (coefficient / 10, exponent + 1);
        }

        return new PyDecimal(coefficient, coefficient.IsZero ? 0 : exponent, IsNegativeZero, Special);
    }

    public PyDecimal Abs() => new(BigInteger.Abs(Coefficient), Exponent, special: Special == "-Infinity" ? "Infinity" : Special);

    public PyDecimal Negate() => Special is null ? Rounded(-Coefficient, Exponent) : new(0, 0, special: Special switch { "Infinity" => "-Infinity", "-Infinity" => "Infinity", _ => "NaN" });

    public PyDecimal Plus() => Special is null ? Rounded(Coefficient, Exponent) : this;

    /// <summary>With at most so many digits, ties to even.</summary>
    public PyDecimal ToDigits(int count) => DigitCount(Coefficient) is var digits && digits <= count
        ? this
        : new PyDecimal(DivideToEven(Coefficient, BigInteger.Pow(10, digits - count)), Exponent + digits - count, IsNegative) is var rounded
            && DigitCount(rounded.Coefficient) > count ? rounded.ToDigits(count) : rounded;

    /// <summary>The same digits, the point moved.</summary>
    public PyDecimal Shift(int places) => new(Coefficient, Exponent + places, IsNegativeZero, Special);

    public PyDecimal SquareRoot()
    {
        if (Special is not null || Coefficient.Sign <= 0)
        {
            return Special is not null || Coefficient.IsZero ? this : throw JinjaError.Value("[<class 'decimal.InvalidOperation'>]");
        }

        // An even exponent, and twice the digits of the result.
        var places = (2 * (Precision + 2)) + (Exponent & 1);
        var square = Coefficient * BigInteger.Pow(10, places);
        var exponent = (Exponent - places) / 2;
        var root = Root(square);
        return root * root != square
            ? Rounded((root * 10) + 1, exponent - 1)
            : Exact(root, exponent, Math.Max(exponent, (int)Math.Floor(Exponent / 2.0)));
    }

    public override bool TryGetAttribute(string name, out object? value)
    {
        value = DecimalMembers.Find(this, name);
        return value is not null;
    }

    public override bool EqualTo(object? other) => Order(other) == 0;

    public override int Hash()
    {
        var plain = Normalize();
        return plain.Special is null && plain.Exponent >= 0 ? PyCompare.Hash(PyBox.Of(Truncate())) : PyCompare.Hash(ToDouble());
    }

    public override int? CompareTo(object? other) => Order(other);

    public override bool TryOperate(BinaryOperator operation, object? other, bool reflected, out object? result)
    {
        result = null;
        var right = other as PyDecimal ?? (PyNumber.IsInteger(other) ? Of(PyNumber.ToBig(other)) : null);
        if (right is not null)
        {
            var (a, b) = reflected ? (right, this) : (this, right);
            result = a.Special is not null || b.Special is not null ? FromDouble(operation, a.ToDouble(), b.ToDouble()) : Operate(operation, a, b);
        }

        return result is not null;
    }

    string IFormattableValue.Format(string spec) => DecimalFormat.Format(this, FormatSpec.Parse(spec));

    internal static PyDecimal Rounded(BigInteger coefficient, int exponent)
    {
        var excess = BigInteger.Abs(coefficient).ToString(CultureInfo.InvariantCulture).Length - Precision;
        if (excess <= 0)
        {
            return new PyDecimal(coefficient, exponent);
        }

        var rounded = DivideToEven(coefficient, BigInteger.Pow(10, excess));
        return Rounded(rounded, exponent + excess);
    }

    internal static BigInteger DivideToEven(BigInteger value, BigInteger divisor)
    {
        var quotient = BigInteger.DivRem(BigInteger.Abs(value), BigInteger.Abs(divisor), out var rest);
        var twice = (rest * 2).CompareTo(BigInteger.Abs(divisor));
        quotient += twice > 0 || (twice == 0 && !quotient.IsEven) ? 1 : 0;
        return value.Sign * divisor.Sign < 0 ? -quotient : quotient;
    }

    private static PyDecimal? Operate(BinaryOperator operation, PyDecimal a, PyDecimal b)
    {
        var exponent = Math.Min(a.Exponent, b.Exponent);
        var (left, right) = (a.Scaled(exponent), b.Scaled(exponent));
        switch (operation)
        {
            case BinaryOperator.Add:
                return Rounded(left + right, exponent);
            case BinaryOperator.Subtract:
                return Rounded(left - right, exponent);
            case BinaryOperator.Multiply:
                return Rounded(a.Coefficient * b.Coefficient, a.Exponent + b.Exponent);
            case BinaryOperator.Divide:
                return Divide(a, b);
            case BinaryOperator.FloorDivide:
                return new PyDecimal(left / NotZero(right), 0, a.IsNegative != b.IsNegative);
            case BinaryOperator.Modulo:
                return Rounded(left % NotZero(right), exponent);
            case BinaryOperator.Power:
                return Power(a, b);
            default:
                throw new InvalidOperationException($"{operation}");
        }
    }

    private static PyDecimal Divide(PyDecimal a, PyDecimal b)
    {
        NotZero(b.Coefficient);
        var ideal = a.Exponent - b.Exponent;
        if ((a.Coefficient % b.Coefficient).IsZero)
        {
            return a.Coefficient.IsZero
                ? new PyDecimal(0, ideal, a.IsNegative != b.IsNegative)
                : Rounded(a.Coefficient / b.Coefficient, ideal);
        }

        var shift = Math.Max(0, Precision + 2 + DigitCount(b.Coefficient) - DigitCount(a.Coefficient));
        var quotient = BigInteger.DivRem(a.Coefficient * BigInteger.Pow(10, shift), b.Coefficient, out var rest);
        var isExact = rest.IsZero;
        var result = Rounded(isExact ? quotient : (quotient * 10) + quotient.Sign, ideal - shift - (isExact ? 0 : 1));
        return isExact ? Exact(result.Coefficient, result.Exponent, ideal) : result;
    }

    /// <summary>Without zeros at the end, as far as the ideal exponent.</summary>
    private static PyDecimal Exact(BigInteger coefficient, int exponent, int ideal)
    {
        while (exponent < ideal && (coefficient % 10).IsZero)
        {
            (coefficient, exponent) = (coefficient / 10, exponent + 1);
        }

        return new PyDecimal(coefficient, exponent);
    }

    /// <summary>The integer square root, by Newton's method.</summary>
    private static BigInteger Root(BigInteger value)
    {
        var root = BigInteger.One << (int)((value.GetBitLength() + 1) / 2);
        while (true)
        {
            var next = (root + (value / root)) >> 1;
            if (next >= root)
            {
                return root;
            }

            root = next;
        }
    }

    private static PyDecimal Power(PyDecimal a, PyDecimal b)
    {
        if (b.Normalize() is { Exponent: >= 0 } && BigInteger.Abs(b.Truncate()) <= 10_000)
        {
            var times = (int)b.Truncate();
            var power = Rounded(BigInteger.Pow(a.Coefficient, Math.Abs(times)), a.Exponent * Math.Abs(times));
            return times >= 0 ? power : Divide(Of(1), power);
        }

        return Parse(PyText.OfFloat(Math.Pow(a.ToDouble(), b.ToDouble()))) ?? Of(0);
    }

    private static PyDecimal? FromDouble(BinaryOperator operation, double a, double b) => operation switch
    {
        BinaryOperator.Add => Parse(PyText.OfFloat(a + b)),
        BinaryOperator.Subtract => Parse(PyText.OfFloat(a - b)),
        BinaryOperator.Multiply => Parse(PyText.OfFloat(a * b)),
        BinaryOperator.Divide => Parse(PyText.OfFloat(a / b)),
        _ => throw JinjaError.Value("[<class 'decimal.InvalidOperation'>]"),
    };

    private static BigInteger NotZero(BigInteger value) =>
        value.IsZero ? throw new JinjaError(ErrorKind.ZeroDivisionError, "[<class 'decimal.DivisionByZero'>]") : value;

    private static int DigitCount(BigInteger value) => BigInteger.Abs(value).ToString(CultureInfo.InvariantCulture).Length;

    private static BigInteger Unscaled(decimal value, int scale)
    {
        var text = value.ToString("F" + scale, CultureInfo.InvariantCulture).Replace(".", "", StringComparison.Ordinal);
        return BigInteger.Parse(text, CultureInfo.InvariantCulture);
    }

    private BigInteger Scaled(int exponent) => Coefficient * BigInteger.Pow(10, Exponent - exponent);

    private int? Order(object? other)
    {
        switch (other)
        {
            case double d when Special is not null || !double.IsFinite(d):
                return double.IsNaN(d) || Special == "NaN" ? PyCompare.Unordered : ToDouble().CompareTo(d);
            case double d:
                var exact = new PyDecimal(ExactCoefficient(d, out var exponent), exponent);
                return Order(exact);
            case long or bool or BigInteger:
                return Order(Of(PyNumber.ToBig(other)));
            case PyDecimal right when Special is not null || right.Special is not null:
                return Special == "NaN" || right.Special == "NaN" ? PyCompare.Unordered : ToDouble().CompareTo(right.ToDouble());
            case PyDecimal right:
                var smallest = Math.Min(Exponent, right.Exponent);
                return Scaled(smallest).CompareTo(right.Scaled(smallest));
            default:
                return null;
        }
    }

    /// <summary>Every double is an integer times a power of ten.</summary>
    private static BigInteger ExactCoefficient(double value, out int exponent)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var power = (int)((bits >> 52) & 0x7FF);
        var mantissa = (bits & 0xFFFFFFFFFFFFF) | (power == 0 ? 0 : 1L << 52);
        power = Math.Max(power, 1) - 1075;
        BigInteger signed = bits < 0 ? -mantissa : mantissa;
        exponent = Math.Min(power, 0);
        return power >= 0 ? signed * BigInteger.Pow(2, power) : signed * BigInteger.Pow(5, -power);
    }
}
