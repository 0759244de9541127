using System.Numerics;

namespace Lake.Jinja.Values;

/// <summary>The order in which CPython's hash table holds numbers, whose hashes are the same in every run.</summary>
internal static class SetOrder
{
    private const int Smallest = 8;
    private const int LinearProbes = 9;

    /// <summary>Null when some item is no number: its hash differs from run to run.</summary>
    public static IReadOnlyList<object?>? TryArrange(IEnumerator<object?> items, int count)
    {
        if (count < 2)
        {
            return null;
        }

        var table = new object?[Smallest];
        var used = 0;
        while (items.MoveNext())
        {
            if (!PyNumber.IsNumber(items.Current) || items.Current is double.NaN)
            {
                return null;
            }

            Insert(table, items.Current);
            used++;
            if (used * 5 >= (table.Length - 1) * 3)
            {
                table = Grow(table, used);
            }
        }

        return [.. table.Where(item => item is not null)];
    }

    private static object?[] Grow(object?[] table, int used)
    {
        var size = Smallest;
        while (size <= (used > 50_000 ? used * 2L : used * 4L))
        {
            size *= 2;
        }

        var larger = new object?[size];
        foreach (var item in table)
        {
            if (item is not null)
            {
                Insert(larger, item);
            }
        }

        return larger;
    }

    private static void Insert(object?[] table, object? item)
    {
        var hash = Hash(item);
        var mask = table.Length - 1;
        var perturb = unchecked((ulong)hash);
        var at = (int)(perturb & (ulong)mask);
        while (true)
        {
            var last = at + LinearProbes <= mask ? at + LinearProbes : at;
            for (var i = at; i <= last; i++)
            {
                if (table[i] is null)
                {
                    table[i] = item;
                    return;
                }
            }

            perturb >>= 5;
            at = (int)(unchecked(((ulong)at * 5) + 1 + perturb) & (ulong)mask);
        }
    }

    /// <summary>Modulo the Mersenne prime 2^61 - 1, with the sign of the number; -1 stands for an error and becomes -2.</summary>
    private static long Hash(object? value)
    {
        const long Modulus = (1L << 61) - 1;
        const long HashOfInfinity = 314159;
        var hash = value is not double number ? (long)BigInteger.Remainder(PyNumber.ToBig(value), Modulus)
            : double.IsInfinity(number) ? Math.Sign(number) * HashOfInfinity
            : OfFinite(number, Modulus);
        return hash == -1 ? -2 : hash;
    }

    /// <summary>An integer times a power of two, of which 2^61 is 1 in this arithmetic.</summary>
    private static long OfFinite(double value, long modulus)
    {
        var power = 0;
        while (value != Math.Floor(value))
        {
            value *= 2;
            power++;
        }

        var shift = (61 - (power % 61)) % 61;
        return (long)BigInteger.Remainder(new BigInteger(value) << shift, modulus);
    }
}
