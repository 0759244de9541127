using System.Globalization;

namespace Lake.Runner.Batches;

/// <summary>How much event time a batch of a microbatch model covers.</summary>
public enum BatchSize
{
    Hour,
    Day,
    Month,
    Year,
}

public static class BatchSizes
{
    public static BatchSize? Find(string? name) => name switch
    {
        "hour" => BatchSize.Hour,
        "day" => BatchSize.Day,
        "month" => BatchSize.Month,
        "year" => BatchSize.Year,
        _ => null,
    };

    /// <summary>The beginning, in UTC, of what the time lies in.</summary>
    public static DateTimeOffset Truncate(this BatchSize size, DateTimeOffset time)
    {
        var utc = time.UtcDateTime;
        return size switch
        {
            BatchSize.Hour => new DateTimeOffset(utc.Year, utc.Month, utc.Day, utc.Hour, 0, 0, TimeSpan.Zero),
            BatchSize.Day => new DateTimeOffset(utc.Year, utc.Month, utc.Day, 0, 0, 0, TimeSpan.Zero),
            BatchSize.Month => new DateTimeOffset(utc.Year, utc.Month, 1, 0, 0, 0, TimeSpan.Zero),
            BatchSize.Year => new DateTimeOffset(utc.Year, 1, 1, 0, 0, 0, TimeSpan.Zero),
        };
    }

    /// <summary>So many batches away from the one that the time lies in.</summary>
    public static DateTimeOffset Offset(this BatchSize size, DateTimeOffset time, int count)
    {
        var start = size.Truncate(time);
        return size switch
        {
            BatchSize.Hour => start.AddHours(count),
            BatchSize.Day => start.AddDays(count),
            BatchSize.Month => start.AddMonths(count),
            BatchSize.Year => start.AddYears(count),
        };
    }

    /// <summary>The end of what the time lies in; a time at which a batch begins is its own.</summary>
    public static DateTimeOffset Ceiling(this BatchSize size, DateTimeOffset time) =>
        size.Truncate(time) is var start && start == time ? start : size.Offset(time, 1);

    /// <summary>dbt's name of the batch that begins then: <c>2024-01-01T05</c>, <c>2024-01-01</c>, <c>2024-01</c>, <c>2024</c>.</summary>
    public static string Name(this BatchSize size, DateTimeOffset start) => start.UtcDateTime.ToString(
        size switch
        {
            BatchSize.Hour => "yyyy-MM-ddTHH",
            BatchSize.Day => "yyyy-MM-dd",
            BatchSize.Month => "yyyy-MM",
            BatchSize.Year => "yyyy",
        },
        CultureInfo.InvariantCulture);
}
