using System.Numerics;
using Lake.Iceberg.Schemas;

namespace Lake.Iceberg.Values;

/// <summary>
/// Values of primitive types as .NET objects: <c>boolean</c> bool; <c>int</c> and <c>date</c> (days since 1970) int;
/// <c>long</c>, <c>time</c> and <c>timestamp*</c> (micro- or nanoseconds since 1970) long; float; double;
/// <c>decimal</c> its unscaled <see cref="BigInteger"/>; string; <c>uuid</c> Guid; <c>fixed</c>, <c>binary</c> byte[].
/// Null is null.
/// </summary>
public static class SingleValue
{
    /// <summary>Floats are equal when their bits are, all NaNs alike.</summary>
    public static bool AreEqual(object? a, object? b) => (a, b) switch
    {
        (null, null) => true,
        (null, _) or (_, null) => false,
        (byte[] x, byte[] y) => x.AsSpan().SequenceEqual(y),
        (double x, double y) => BitConverter.DoubleToInt64Bits(Canonical(x)) == BitConverter.DoubleToInt64Bits(Canonical(y)),
        (float x, float y) => BitConverter.SingleToInt32Bits(Canonical(x)) == BitConverter.SingleToInt32Bits(Canonical(y)),
        _ => a.Equals(b),
    };

    public static int HashOf(object? value) => value switch
    {
        null => 0,
        byte[] bytes => HashOf(bytes),
        double d => BitConverter.DoubleToInt64Bits(Canonical(d)).GetHashCode(),
        float f => BitConverter.SingleToInt32Bits(Canonical(f)),
        _ => value.GetHashCode(),
    };

    /// <summary>
    /// The order of the specification: strings and binaries by unsigned bytes, uuids in network order, floats with -0
    /// before +0. Both of one shape and not null.
    /// </summary>
    public static int Compare(object a, object b) => (a, b) switch
    {
        (string x, string y) => CompareStrings(x, y),
        (byte[] x, byte[] y) => x.AsSpan().SequenceCompareTo(y),
        (Guid x, Guid y) => x.ToByteArray(bigEndian: true).AsSpan().SequenceCompareTo(y.ToByteArray(bigEndian: true)),
        (double x, double y) => CompareFloats(x, y),
        (float x, float y) => CompareFloats(x, y),
        (IComparable x, _) when a.GetType() == b.GetType() => x.CompareTo(b),
        _ => throw new ArgumentException($"{a.GetType().Name} and {b.GetType().Name} cannot be compared."),
    };

    /// <summary>The bytes that bounds and partition summaries hold.</summary>
    public static byte[] Encode(PrimitiveType type, object value) => SingleValueBytes.Encode(type, value);

    /// <summary>Null when the bytes are none of that type. Bounds written before a promotion are widened.</summary>
    public static object? Decode(PrimitiveType type, ReadOnlySpan<byte> bytes) => SingleValueBytes.Decode(type, bytes);

    /// <summary>
    /// Reads a value as SQL engines print it (<c>2024-05-01 10:00:00.5+00</c>, <c>12.34</c>, <c>true</c>,
    /// <c>\x00\xFF</c> for binary). Null when it is none, or not to be held, as infinite dates.
    /// </summary>
    public static object? Parse(PrimitiveType type, string text) => SingleValueText.Parse(type, text);

    /// <summary>The JSON that defaults of columns are written in; null where JSON has no such value, as of infinity.</summary>
    public static string? ToJson(PrimitiveType type, object value) => SingleValueJson.Write(type, value);

    /// <summary>UTF-16 order differs from that of UTF-8 only where surrogates meet the code points above them.</summary>
    private static int CompareStrings(string x, string y)
    {
        var length = Math.Min(x.Length, y.Length);
        for (var i = 0; i < length; i++)
        {
            var (a, b) = (x[i], y[i]);
            if (a != b)
            {
                return char.IsSurrogate(a) == char.IsSurrogate(b) ? a.CompareTo(b) : char.IsSurrogate(a) ? 1 : -1;
            }
        }

        return x.Length.CompareTo(y.Length);
    }

    private static int CompareFloats(double x, double y)
    {
        var order = x.CompareTo(y);
        return order != 0 || x != 0 ? order : double.IsNegative(y).CompareTo(double.IsNegative(x));
    }

    private static int HashOf(byte[] bytes)
    {
        var hash = new HashCode();
        hash.AddBytes(bytes);
        return hash.ToHashCode();
    }

    private static double Canonical(double value) => double.IsNaN(value) ? double.NaN : value;

    private static float Canonical(float value) => float.IsNaN(value) ? float.NaN : value;
}
