using System.Globalization;
using System.Numerics;
using Lake.Jinja.Errors;
using Lake.Jinja.Formatting;
using Lake.Jinja.Operations;
using Lake.Jinja.Values;

namespace Lake.Jinja.Builtins;

/// <summary>Filters of numbers.</summary>
internal static class NumberFilters
{
    public static readonly Dictionary<string, Builtin> All = new()
    {
        ["abs"] = new("abs", "x", a => Abs(a[0])),
        ["int"] = new("do_int", "value, default=0, base=10", (a, env) => Int(a[0], a[1], a[2], env.Options.IsDbt)),
        ["float"] = new("do_float", "value, default=0.0", a => Float(a[0], a[1])),
        ["round"] = new("do_round", "value, precision=0, method='common'", a => Round(a[0], a[1], a[2] as string)),
        ["filesizeformat"] = new("do_filesizeformat", "value, binary=False", a => FileSize(a[0], PyValue.IsTrue(a[1]))),
    };

    private static object? Abs(object? value) => value switch
    {
        long or bool or BigInteger => PyBox.Of(BigInteger.Abs(PyNumber.ToBig(value))),
        double d => Math.Abs(d),
        PyDecimal d => d.Abs(),
        PyTimeDelta t => t.Abs(),
        _ => throw JinjaError.Type($"bad operand type for abs(): '{PyValue.TypeName(value)}'"),
    };

    /// <param name="forgivesInfinity">As the Jinja2 does that comes with dbt; the older one of Debian fails.</param>
    private static object? Int(object? value, object? fallback, object? numberBase, bool forgivesInfinity)
    {
        if (value is string or Markup or NativeMarker)
        {
            var text = PyText.Of(value);
            return PyNumber.IsInteger(numberBase) && NumberText.ParseInt(text, PyNumber.ToInt(numberBase)) is { } whole ? PyBox.Of(whole)
                : NumberText.ParseFloat(text) is { } number ? Truncate(number, fallback, forgivesInfinity)
                : fallback;
        }

        return value switch
        {
            long or BigInteger => value,
            bool b => PyBox.Of(b ? 1L : 0L),
            double d => Truncate(d, fallback, false),
            PyDecimal { Special: "NaN" } => fallback,
            PyDecimal d => PyBox.Of(d.Truncate()),
            Undefined u => throw u.Error(),
            _ => fallback,
        };
    }

    private static object? Truncate(double value, object? fallback, bool forgivesInfinity) =>
        double.IsFinite(value) ? PyBox.Of(new BigInteger(Math.Truncate(value)))
        : double.IsNaN(value) || forgivesInfinity ? fallback
        : throw new JinjaError(ErrorKind.OverflowError, "cannot convert float infinity to integer");

    private static object? Float(object? value, object? fallback) => value switch
    {
        double => value,
        long or bool or BigInteger => PyNumber.ToDouble(value),
        string or Markup or NativeMarker => NumberText.ParseFloat(PyText.Of(value)) ?? fallback,
        PyDecimal d => d.ToDouble(),
        Undefined u => throw u.Error(),
        _ => fallback,
    };

    private static object? Round(object? value, object? precision, string? method)
    {
        if (method is not ("common" or "ceil" or "floor"))
        {
            throw JinjaError.Template("method must be common, ceil or floor");
        }

        if (method == "common")
        {
            return Common(value, PyNumber.ToInt(precision));
        }

        var power = Arithmetic.Apply(BinaryOperator.Power, 10L, precision);
        var scaled = Arithmetic.Apply(BinaryOperator.Multiply, value, power);
        var number = scaled is PyDecimal d ? d.ToDouble() : PyNumber.ToDouble(scaled);
        var whole = PyNumber.IsInteger(scaled) ? PyNumber.ToBig(scaled) : new BigInteger(method == "ceil" ? Math.Ceiling(number) : Math.Floor(number));
        return Arithmetic.Apply(BinaryOperator.Divide, PyBox.Of(whole), power);
    }

    private static object? Common(object? value, int precision) => value switch
    {
        double d => ExactDecimal.Round(d, precision),
        long or bool or BigInteger => PyBox.Of(RoundInteger(PyNumber.ToBig(value), precision)),
        PyDecimal d => d.Round(precision),
        _ => throw JinjaError.Type($"type {PyValue.TypeName(value)} doesn't define __round__ method"),
    };

    private static BigInteger RoundInteger(BigInteger value, int precision)
    {
        if (precision >= 0)
        {
            return value;
        }

        var unit = BigInteger.Pow(10, Math.Min(-precision, 400));
        var quotient = Integers.FloorDivide(value, unit);
        var twice = (value - (quotient * unit)) * 2;
        return (twice > unit || (twice == unit && !quotient.IsEven) ? quotient + 1 : quotient) * unit;
    }

    private static string FileSize(object? value, bool binary)
    {
        var bytes = Float(value, null) is double number ? number : throw JinjaError.Value($"could not convert string to float: {PyRepr.Of(value)}");
        var step = binary ? 1024.0 : 1000.0;
        if (bytes == 1)
        {
            return "1 Byte";
        }

        if (bytes < step)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{(long)bytes} Bytes");
        }

        string[] prefixes = ["k", "M", "G", "T", "P", "E", "Z", "Y"];
        var unit = step;
        for (var i = 0; ; i++)
        {
            unit *= step;
            if (bytes < unit || i == prefixes.Length - 1)
            {
                var prefix = binary ? prefixes[i].ToUpperInvariant() + "iB" : prefixes[i] + "B";
                return ExactDecimal.Fixed(step * bytes / unit, 1) + " " + prefix;
            }
        }
    }
}
