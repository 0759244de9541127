using System.Globalization;

namespace Lake.Trino.Values;

/// <summary>An interval of either of Trino's two kinds: of months, or of milliseconds.</summary>
public readonly record struct TrinoInterval(long Months, long Milliseconds)
{
    /// <summary>From <c>-1-6</c>.</summary>
    public static TrinoInterval ParseYearToMonth(string text)
    {
        var (sign, parts) = Split(text, '-');
        return new TrinoInterval(sign * ((parts[0] * 12) + parts[1]), 0);
    }

    /// <summary>From <c>-3 04:05:06.789</c>.</summary>
    public static TrinoInterval ParseDayToSecond(string text)
    {
        var (sign, parts) = Split(text, ' ', ':', '.');
        return new TrinoInterval(0, sign * ((((((((parts[0] * 24) + parts[1]) * 60) + parts[2]) * 60) + parts[3]) * 1000) + parts[4]));
    }

    private static (int Sign, long[] Parts) Split(string text, params char[] separators)
    {
        var isNegative = text.StartsWith('-');
        var parts = (isNegative ? text[1..] : text).Split(separators);
        return (isNegative ? -1 : 1, Array.ConvertAll(parts, p => long.Parse(p, NumberStyles.None, CultureInfo.InvariantCulture)));
    }
}
