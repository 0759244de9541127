using System.Globalization;

namespace Lake.Cli.Terminal;

internal static class Durations
{
    /// <summary><c>0.03s</c>, <c>12.4s</c>, <c>3m 05s</c>.</summary>
    public static string Format(TimeSpan duration) => duration.TotalSeconds switch
    {
        < 10 => duration.TotalSeconds.ToString("F2", CultureInfo.InvariantCulture) + "s",
        < 60 => duration.TotalSeconds.ToString("F1", CultureInfo.InvariantCulture) + "s",
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)duration.TotalMinutes}m {duration.Seconds:D2}s"),
    };
}
