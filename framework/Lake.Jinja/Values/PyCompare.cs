using System.Numerics;
using System.Runtime.CompilerServices;
using Lake.Jinja.Errors;

namespace Lake.Jinja.Values;

/// <summary><c>==</c>, <c>&lt;</c> and <c>hash</c> across types.</summary>
public static class PyCompare
{
    /// <summary>What <see cref="Order"/> gives for legal comparisons without an order, as those with NaN.</summary>
    internal const int Unordered = int.MaxValue;

    /// <summary><c>a == b</c>.</summary>
    public static bool Equal(object? a, object? b) => a switch
    {
        string s => b is string t ? s == t : b is JinjaObject o && o.EqualTo(s),
        null => b is null,
        JinjaObject o => Guarded(o, b),
        long n when b is long m => n == m,
        _ => b is JinjaObject o ? o.EqualTo(a) : b is not (null or string) && NumbersEqual(a, b),
    };

    /// <summary>How containers compare items: the same object, or equal.</summary>
    public static bool Same(object? a, object? b) => ReferenceEquals(a, b) || Equal(a, b);

    public static int Hash(object? value) => value switch
    {
        string s => s.GetHashCode(StringComparison.Ordinal),
        null => 0,
        long n => n.GetHashCode(),
        bool b => b ? 1L.GetHashCode() : 0L.GetHashCode(),
        double d => d == Math.Truncate(d) && Math.Abs(d) < 9e18 ? ((long)d).GetHashCode() : d.GetHashCode(),
        BigInteger n => n.GetHashCode(),
        JinjaObject o => o.Hash(),
        _ => throw PyValue.Foreign(value),
    };

    /// <summary>Negative, zero or positive; null when Python refuses to compare the two.</summary>
    public static int? Order(object? a, object? b)
    {
        if (a is long n && b is long m)
        {
            return n.CompareTo(m);
        }

        if (a is string s && b is string t)
        {
            return PyString.Compare(s, t);
        }

        if (a is JinjaObject o)
        {
            RuntimeHelpers.EnsureSufficientExecutionStack();
            return b is Undefined missing ? throw missing.Error() : o.CompareTo(b);
        }

        if (b is JinjaObject p)
        {
            return p.CompareTo(a) is { } order ? order == Unordered ? order : -order : null;
        }

        return PyNumber.IsNumber(a) && PyNumber.IsNumber(b) ? OrderNumbers(a, b) : null;
    }

    /// <summary>Whether <c>a op b</c> holds; throws Python's type error for values without an order.</summary>
    public static bool Compare(CompareOperator operation, object? a, object? b)
    {
        if (operation == CompareOperator.Equal)
        {
            return Equal(a, b);
        }

        if (operation == CompareOperator.NotEqual)
        {
            return !Equal(a, b);
        }

        if (PyDictView.ToSet(a) is { } left && PyDictView.ToSet(b) is { } right)
        {
            return PySet.Compare(operation, left, right);
        }

        var order = Order(a, b) ?? throw JinjaError.Type(
            $"'{operation.Sign()}' not supported between instances of '{PyValue.TypeName(a)}' and '{PyValue.TypeName(b)}'");
        return order != Unordered && operation.Holds(order);
    }

    private static bool Guarded(JinjaObject a, object? b)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return a.EqualTo(b);
    }

    private static bool NumbersEqual(object? a, object? b)
    {
        if (a is double || b is double)
        {
            return OrderNumbers(a, b) == 0;
        }

        return PyNumber.ToBig(a) == PyNumber.ToBig(b);
    }

    private static int OrderNumbers(object? a, object? b)
    {
        if (a is BigInteger || b is BigInteger)
        {
            return OrderBig(a, b);
        }

        if (a is double || b is double)
        {
            var (x, y) = (PyNumber.ToDouble(a), PyNumber.ToDouble(b));
            if (double.IsNaN(x) || double.IsNaN(y))
            {
                return Unordered;
            }

            // Beyond 2^53 a float and an int are compared exactly.
            return x == y && Math.Abs(x) >= 9007199254740992 && !double.IsInfinity(x)
                ? Exact(a).CompareTo(Exact(b))
                : x.CompareTo(y);
        }

        return PyNumber.ToBig(a).CompareTo(PyNumber.ToBig(b));
    }

    private static int OrderBig(object? a, object? b)
    {
        var special = a as double? ?? b as double? ?? 0;
        return double.IsNaN(special) ? Unordered
            : double.IsInfinity(special) ? a is double == special > 0 ? 1 : -1
            : Exact(a).CompareTo(Exact(b)) is var order && order != 0 ? order
            : a is double x ? x.CompareTo(Math.Truncate(x)) : b is double y ? Math.Truncate(y).CompareTo(y) : 0;
    }

    private static BigInteger Exact(object? value) => value is double d ? new BigInteger(d) : PyNumber.ToBig(value);
}
