using System.Globalization;

namespace Lake.Trino.Values;

/// <summary>A time of day of up to twelve fractional digits.</summary>
/// <param name="Picoseconds">Since midnight.</param>
/// <param name="Offset">From UTC; null for times without zone.</param>
public readonly record struct TrinoTime(long Picoseconds, TimeSpan? Offset)
{
    public const long PicosecondsPerSecond = 1_000_000_000_000;

    /// <summary>From <c>01:02:03.456</c> or <c>01:02:03.456+08:30</c>.</summary>
    public static TrinoTime Parse(ReadOnlySpan<char> text)
    {
        var zone = text.LastIndexOfAny('+', '-');
        var clock = zone < 0 ? text : text[..zone];
        return new TrinoTime(ParseClock(clock), zone < 0 ? null : ParseOffset(text[zone..]));
    }

    internal static long ParseClock(ReadOnlySpan<char> text)
    {
        var seconds = (Number(text[..2]) * 3600) + (Number(text[3..5]) * 60) + Number(text[6..8]);
        var fraction = text.Length > 9 ? text[9..] : [];
        var picoseconds = fraction.IsEmpty ? 0 : Number(fraction);
        for (var digits = fraction.Length; digits < 12; digits++)
        {
            picoseconds *= 10;
        }

        return (seconds * PicosecondsPerSecond) + picoseconds;
    }

    internal static TimeSpan ParseOffset(ReadOnlySpan<char> text)
    {
        var offset = new TimeSpan((int)Number(text[1..3]), (int)Number(text[4..6]), 0);
        return text[0] == '-' ? -offset : offset;
    }

    private static long Number(ReadOnlySpan<char> digits) => long.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
}
