namespace Lake.Demo.World;

/// <summary>The two days on which the demo's sources deliver, and the history that the first delivery brings along.</summary>
public static class Timeline
{
    public static readonly DateTime Start = new(2025, 6, 1, 0, 0, 0, DateTimeKind.Utc);

    /// <summary>The sources deliver day one at its end: two weeks of history.</summary>
    public static readonly DateTime DayOne = new(2025, 6, 14, 0, 0, 0, DateTimeKind.Utc);

    public static readonly DateTime DayTwo = DayOne.AddDays(1);

    public static readonly DateTime End = DayTwo.AddDays(1);

    /// <summary>1 for everything up to the end of day one, 2 for the day after.</summary>
    public static int DayOf(DateTime instant) => instant < DayTwo ? 1 : 2;

    public static DateTime Delivery(int day) => day == 1 ? DayTwo.AddMinutes(-10) : End.AddMinutes(-10);

    public static long Seconds(DateTime instant) => new DateTimeOffset(instant).ToUnixTimeSeconds();
}
