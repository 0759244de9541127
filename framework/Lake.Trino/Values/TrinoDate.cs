using System.Globalization;

namespace Lake.Trino.Values;

/// <summary>Dates of Trino, whose years have up to seven digits and a sign.</summary>
internal static class TrinoDate
{
    private static readonly int UnixEpoch = new DateOnly(1970, 1, 1).DayNumber;

    /// <summary>Days since 1970-01-01 of <c>[-+]yyyy…-mm-dd</c>.</summary>
    public static long Parse(ReadOnlySpan<char> text)
    {
        var year = long.Parse(text[..^6], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var month = int.Parse(text[^5..^3], NumberStyles.None, CultureInfo.InvariantCulture);
        var day = int.Parse(text[^2..], NumberStyles.None, CultureInfo.InvariantCulture);
        if (year is >= 1 and <= 9999)
        {
            return new DateOnly((int)year, month, day).DayNumber - UnixEpoch;
        }

        // The calendar repeats after 400 years, which are 146,097 days.
        var cycles = (year - 2000) / 400;
        var within = (int)(year - (cycles * 400));
        while (within < 1)
        {
            (within, cycles) = (within + 400, cycles - 1);
        }

        return new DateOnly(within, month, day).DayNumber - UnixEpoch + (cycles * 146_097);
    }

    /// <summary>A <see cref="DateOnly"/>, or the text itself for years that it does not have.</summary>
    public static object Read(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : text;
}
