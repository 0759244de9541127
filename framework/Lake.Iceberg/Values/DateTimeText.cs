using System.Globalization;

namespace Lake.Iceberg.Values;

/// <summary>
/// ISO dates, times and timestamps as numbers since 1970, for years beyond those of <see cref="DateTime"/> too:
/// the proleptic Gregorian calendar, <c>(BC)</c> after a year before 1.
/// </summary>
internal static class DateTimeText
{
    private const long SecondsPerDay = 86_400;

    public static object? ParseDate(string text) => Date(text) is { } days && days == (int)days ? (int)days : null;

    /// <summary>Microseconds since midnight.</summary>
    public static object? ParseTime(string text) => Time(text, 6, out var rest) is { } time && rest.Length == 0 ? time : null;

    /// <summary>Date, then <c>T</c> or a space, time, and perhaps an offset such as <c>+00</c>, <c>+05:30</c> or <c>Z</c>.</summary>
    public static object? ParseTimestamp(string text, int digits)
    {
        var (body, era) = TakeEra(text);
        var separator = body.IndexOfAny([' ', 'T'], 1);
        if (separator < 0)
        {
            return Date(text) is { } only ? Scale(only * SecondsPerDay, 0, digits) : null;
        }

        if (Date(body[..separator] + era) is not { } days
            || Time(body[(separator + 1)..], digits, out var zone) is not { } time || Offset(zone) is not { } offset)
        {
            return null;
        }

        return Scale((days * SecondsPerDay) - offset, time, digits);
    }

    public static string WriteDate(long days)
    {
        var (year, month, day) = CivilFromDays(days);
        return string.Create(CultureInfo.InvariantCulture, $"{Year(year)}-{month:00}-{day:00}");
    }

    public static string WriteTime(long value, int digits = 6)
    {
        var unit = Power(digits);
        var (seconds, fraction) = (value / unit, value % unit);
        var text = string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:00}:{seconds / 60 % 60:00}:{seconds % 60:00}");
        return fraction == 0 ? text : $"{text}.{fraction.ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0')}";
    }

    public static string WriteTimestamp(long value, int digits)
    {
        var unit = Power(digits) * SecondsPerDay;
        var days = FloorDiv(value, unit);
        return $"{WriteDate(days)}T{WriteTime(value - (days * unit), digits)}";
    }

    public static long FloorDiv(long value, long divisor)
    {
        var quotient = value / divisor;
        return value % divisor < 0 ? quotient - 1 : quotient;
    }

    /// <summary>Years before 1 are 0 and below.</summary>
    public static (long Year, int Month, int Day) CivilFromDays(long days)
    {
        var z = days + 719_468;
        var era = FloorDiv(z, 146_097);
        var dayOfEra = z - (era * 146_097);
        var yearOfEra = (dayOfEra - (dayOfEra / 1460) + (dayOfEra / 36_524) - (dayOfEra / 146_096)) / 365;
        var dayOfYear = dayOfEra - ((365 * yearOfEra) + (yearOfEra / 4) - (yearOfEra / 100));
        var shifted = ((5 * dayOfYear) + 2) / 153;
        var month = (int)(shifted < 10 ? shifted + 3 : shifted - 9);
        var day = (int)(dayOfYear - (((153 * shifted) + 2) / 5) + 1);
        return (yearOfEra + (era * 400) + (month <= 2 ? 1 : 0), month, day);
    }

    public static long DaysFromCivil(long year, int month, int day)
    {
        year -= month <= 2 ? 1 : 0;
        var era = FloorDiv(year, 400);
        var yearOfEra = year - (era * 400);
        var dayOfYear = (((153 * (month > 2 ? month - 3 : month + 9)) + 2) / 5) + day - 1;
        var dayOfEra = (yearOfEra * 365) + (yearOfEra / 4) - (yearOfEra / 100) + dayOfYear;
        return (era * 146_097) + dayOfEra - 719_468;
    }

    private static long? Date(string text)
    {
        var (body, era) = TakeEra(text);
        var negative = body.StartsWith('-');
        var parts = (negative ? body[1..] : body).Split('-');
        if (parts is not [var y, var m, var d] || !Number(y, out var year) || !Number(m, out var month)
            || !Number(d, out var day) || month is < 1 or > 12 || day is < 1 or > 31)
        {
            return null;
        }

        year = negative ? -year : era.Length > 0 ? 1 - year : year;
        return DaysFromCivil(year, (int)month, (int)day);
    }

    private static long? Time(string text, int digits, out string rest)
    {
        var end = text.IndexOfAny(['+', '-', 'Z']);
        rest = end < 0 ? "" : text[end..];
        var parts = (end < 0 ? text : text[..end]).Trim().Split(':');
        if (parts is not [var h, var m, .. var more] || more.Length > 1 || !Number(h, out var hours) || !Number(m, out var minutes))
        {
            return null;
        }

        var point = more is [var s] ? s.Split('.') : ["0"];
        var fraction = point.Length > 1 ? point[1].PadRight(digits, '0')[..digits] : "0";
        return Number(point[0], out var seconds) && Number(fraction, out var part)
            ? ((((hours * 60) + minutes) * 60) + seconds) * Power(digits) + (point.Length > 1 ? part : 0)
            : null;
    }

    /// <summary>Seconds east of UTC.</summary>
    private static long? Offset(string text)
    {
        if (text.Length == 0 || text == "Z")
        {
            return 0;
        }

        var parts = text[1..].Split(':');
        long seconds = 0;
        for (var i = 0; i < 3; i++)
        {
            if (i < parts.Length && !Number(parts[i], out _))
            {
                return null;
            }

            seconds = (seconds * 60) + (i < parts.Length && Number(parts[i], out var part) ? part : 0);
        }

        return text[0] == '-' ? -seconds : seconds;
    }

    private static long? Scale(long seconds, long fraction, int digits)
    {
        var value = ((Int128)seconds * Power(digits)) + fraction;
        return value >= long.MinValue && value <= long.MaxValue ? (long)value : null;
    }

    private static (string Body, string Era) TakeEra(string text) =>
        text.EndsWith(" (BC)", StringComparison.Ordinal) ? (text[..^5], " (BC)") : (text, "");

    private static string Year(long year) => year < 0
        ? string.Create(CultureInfo.InvariantCulture, $"-{-year:0000}")
        : year.ToString("0000", CultureInfo.InvariantCulture);

    private static bool Number(string text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static long Power(int digits) => digits switch { 9 => 1_000_000_000, 6 => 1_000_000, _ => 1 };
}
