using System.Numerics;

namespace Lake.Jinja.Values;

/// <summary>Boxed values, shared where they are frequent.</summary>
public static class PyBox
{
    public static readonly object True = true;
    public static readonly object False = false;
    private const int Smallest = -128;
    private const int Largest = 1023;
    private static readonly object[] Small = [.. Enumerable.Range(Smallest, Largest - Smallest + 1).Select(n => (object)(long)n)];
    private static readonly string[] Latin = [.. Enumerable.Range(0, 256).Select(n => ((char)n).ToString())];

    public static object Of(bool value) => value ? True : False;

    public static object Of(long value) => value is >= Smallest and <= Largest ? Small[value - Smallest] : value;

    public static object Of(double value) => value;

    /// <summary>Integers that fit are always <see cref="long"/>.</summary>
    public static object Of(BigInteger value) =>
        value >= long.MinValue && value <= long.MaxValue ? Of((long)value) : value;

    public static string Of(char value) => value < 256 ? Latin[value] : value.ToString();
}
