using System.Globalization;

namespace Lake.Trino.Values;

/// <summary>A timestamp of up to twelve fractional digits, as the wall clock showed it.</summary>
/// <param name="Days">Since 1970-01-01; years beyond 9999 and before 1 too.</param>
/// <param name="Picoseconds">Of the day.</param>
/// <param name="Zone"><c>UTC</c>, <c>Europe/Berlin</c> or <c>+01:00</c>; null for timestamps without zone.</param>
public readonly record struct TrinoTimestamp(long Days, long Picoseconds, string? Zone)
{
    private const int PicosecondsPerMicrosecond = 1_000_000;
    private const long MicrosecondsPerDay = 86_400_000_000;

    /// <summary>From <c>2024-02-29 12:34:56.789 Europe/Berlin</c>.</summary>
    public static TrinoTimestamp Parse(string text)
    {
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        var clock = text.AsSpan(space + 1);
        var end = clock.IndexOf(' ');
        return new TrinoTimestamp(
            TrinoDate.Parse(text.AsSpan(0, space)), TrinoTime.ParseClock(end < 0 ? clock : clock[..end]), end < 0 ? null : clock[(end + 1)..].ToString());
    }

    /// <summary>
    /// Microseconds since 1970-01-01T00:00:00, in UTC for timestamps with zone; what is below a microsecond is cut off.
    /// The hour that a clock shows twice is taken for its first run, since the server's text does not tell them apart.
    /// </summary>
    public long ToMicroseconds()
    {
        var wall = (Days * MicrosecondsPerDay) + (Picoseconds / PicosecondsPerMicrosecond);
        return Zone is null or "UTC" ? wall : wall - (OffsetOf(Zone, wall).Ticks / TimeSpan.TicksPerMicrosecond);
    }

    private static TimeSpan OffsetOf(string zone, long wall)
    {
        if (zone[0] is '+' or '-')
        {
            return TrinoTime.ParseOffset(zone);
        }

        var moment = DateTime.UnixEpoch.AddTicks(Math.Clamp(wall, -62_135_596_800_000_000, 253_402_300_799_000_000) * TimeSpan.TicksPerMicrosecond);
        var local = DateTime.SpecifyKind(moment, DateTimeKind.Unspecified);
        var rules = TimeZoneInfo.FindSystemTimeZoneById(zone);
        return rules.IsAmbiguousTime(local) ? rules.GetAmbiguousTimeOffsets(local).Max() : rules.GetUtcOffset(local);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Days}d {Picoseconds}ps {Zone}");
}
