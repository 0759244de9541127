namespace Lake.DuckDb.Values;

/// <summary>A point in time of any of the TIMESTAMP types.</summary>
/// <param name="Microseconds">Since 1970-01-01T00:00:00, in UTC when <paramref name="IsInstant"/>; <see cref="long.MaxValue"/> and its negative are the infinities.</param>
/// <param name="IsInstant">True for TIMESTAMP WITH TIME ZONE.</param>
/// <param name="Nanoseconds">What TIMESTAMP_NS has beyond its microseconds: 0 to 999.</param>
public readonly record struct DuckDbTimestamp(long Microseconds, bool IsInstant, int Nanoseconds = 0)
{
    private const long MicrosecondsPerDay = 86_400_000_000;

    public bool IsPositiveInfinity => Microseconds == long.MaxValue;

    public bool IsNegativeInfinity => Microseconds == -long.MaxValue;

    /// <summary>As DuckDB prints it in the time zone UTC.</summary>
    public override string ToString()
    {
        if (IsPositiveInfinity || IsNegativeInfinity)
        {
            return IsPositiveInfinity ? "infinity" : "-infinity";
        }

        var days = Math.DivRem(Microseconds, MicrosecondsPerDay, out var time);
        if (time < 0)
        {
            days--;
            time += MicrosecondsPerDay;
        }

        var date = CivilDate.Text(days);
        var era = date.EndsWith(" (BC)", StringComparison.Ordinal) ? " (BC)" : "";
        return $"{date[..^era.Length]}{era} {Clock.Text((time * 1000) + Nanoseconds)}{(IsInstant ? "+00" : "")}";
    }
}
