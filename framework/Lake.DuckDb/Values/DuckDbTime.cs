using System.Globalization;

namespace Lake.DuckDb.Values;

/// <summary>A time of day that <see cref="TimeOnly"/> cannot hold: 24:00:00, or with digits beyond 100 ns.</summary>
/// <param name="Nanoseconds">Since midnight.</param>
public readonly record struct DuckDbTime(long Nanoseconds)
{
    private const long NanosecondsPerDay = 86_400_000_000_000;

    /// <summary>Null where <see cref="TimeOnly"/> has no such time.</summary>
    public TimeOnly? ToTimeOnly() =>
        Nanoseconds is >= 0 and < NanosecondsPerDay && Nanoseconds % 100 == 0 ? new TimeOnly(Nanoseconds / 100) : null;

    public override string ToString() => Clock.Text(Nanoseconds);
}

/// <summary>A time of day with the offset from UTC at which it was read.</summary>
public readonly record struct DuckDbTimeTz(long Microseconds, int OffsetSeconds)
{
    public override string ToString() => Clock.Text(Microseconds * 1000) + Clock.Offset(OffsetSeconds);
}

internal static class Clock
{
    /// <summary><c>12:34:56</c>, with as many digits after the second as are not zero.</summary>
    public static string Text(long nanoseconds)
    {
        var seconds = Math.DivRem(nanoseconds, 1_000_000_000, out var fraction);
        var text = string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:00}:{seconds / 60 % 60:00}:{seconds % 60:00}");
        return fraction == 0
            ? text
            : $"{text}.{fraction.ToString("000000000", CultureInfo.InvariantCulture).TrimEnd('0')}";
    }

    /// <summary><c>+01</c>, <c>-03:30</c>, <c>+15:59:59</c>.</summary>
    public static string Offset(int seconds)
    {
        var size = Math.Abs(seconds);
        var text = string.Create(CultureInfo.InvariantCulture, $"{(seconds < 0 ? '-' : '+')}{size / 3600:00}");
        if (size % 3600 != 0)
        {
            text += string.Create(CultureInfo.InvariantCulture, $":{size / 60 % 60:00}");
        }

        return size % 60 == 0 ? text : text + string.Create(CultureInfo.InvariantCulture, $":{size % 60:00}");
    }
}
