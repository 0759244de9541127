using Lake.DuckDb.Values;

namespace Lake.DuckDb.Vectors;

/// <summary>Stored dates and times as CLR values.</summary>
internal static class TimeValues
{
    /// <summary>Offsets of TIMETZ are stored from this one downwards, so that they sort.</summary>
    private const int GreatestOffset = (16 * 60 * 60) - 1;

    public static object Date(int days)
    {
        var date = new DuckDbDate(days);
        return date.ToDateOnly() is { } value ? value : date;
    }

    public static object Time(long nanoseconds)
    {
        var time = new DuckDbTime(nanoseconds);
        return time.ToTimeOnly() is { } value ? value : time;
    }

    public static DuckDbTimeTz TimeTz(ulong bits) => new((long)(bits >> 24), GreatestOffset - (int)(bits & 0xFF_FFFF));

    public static DuckDbTimestamp Timestamp(long value, long microsecondsPerUnit) =>
        new(IsInfinite(value) ? value : value * microsecondsPerUnit, false);

    public static DuckDbTimestamp TimestampOfNanoseconds(long value, bool isInstant)
    {
        if (IsInfinite(value))
        {
            return new DuckDbTimestamp(value, isInstant);
        }

        var microseconds = Math.DivRem(value, 1000, out var rest);
        return rest < 0
            ? new DuckDbTimestamp(microseconds - 1, isInstant, (int)rest + 1000)
            : new DuckDbTimestamp(microseconds, isInstant, (int)rest);
    }

    private static bool IsInfinite(long value) => value is long.MaxValue or -long.MaxValue;
}
