using System.Globalization;

namespace Lake.Project.Contexts;

/// <summary>A stretch of event time: from its start on, up to and without its end.</summary>
public readonly record struct EventWindow(DateTimeOffset Start, DateTimeOffset End)
{
    /// <summary>What two windows share; empty, as its start lies at or behind its end, where they share nothing.</summary>
    public EventWindow Within(EventWindow other) => new(Start > other.Start ? Start : other.Start, End < other.End ? End : other.End);

    /// <summary>A time without a zone is UTC; null for what is no time.</summary>
    public static DateTimeOffset? ReadTime(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;

    /// <summary>A time as Python prints it: <c>2024-01-01 00:00:00+00:00</c>.</summary>
    public static string Text(DateTimeOffset time)
    {
        var utc = time.UtcDateTime;
        return utc.ToString(utc.Ticks % TimeSpan.TicksPerSecond == 0 ? "yyyy-MM-dd HH:mm:ss" : "yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture) + "+00:00";
    }
}
