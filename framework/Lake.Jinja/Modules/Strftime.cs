using System.Globalization;
using System.Text;
using Lake.Jinja.Errors;
using Lake.Jinja.Values;

namespace Lake.Jinja.Modules;

/// <summary><c>strftime</c> in the C locale, with glibc's flags <c>%-d</c>, <c>%_d</c>, <c>%0d</c> and <c>%^a</c>.</summary>
internal static class Strftime
{
    public static string Format(PyDateTime moment, string format)
    {
        var text = new StringBuilder();
        for (var i = 0; i < format.Length; i++)
        {
            if (format[i] != '%' || i + 1 == format.Length)
            {
                text.Append(format[i]);
                continue;
            }

            var start = i++;
            var flag = format[i] is '-' or '_' or '0' or '^' or '#' ? format[i++] : '\0';
            var piece = i < format.Length ? Directive(moment, format[i]) : null;
            text.Append(piece is null ? format[start..Math.Min(i + 1, format.Length)] : Adjust(piece, flag));
        }

        return text.ToString();
    }

    /// <summary>The argument of a call.</summary>
    public static string Text(object? format) => format as string ?? (format as Markup)?.Value
        ?? throw JinjaError.Type($"strftime() argument 1 must be str, not {PyValue.TypeName(format)}");

    private static string Adjust(string piece, char flag) => flag switch
    {
        '-' => piece.TrimStart('0', ' ') is { Length: > 0 } trimmed ? trimmed : piece.Length > 0 && char.IsAsciiDigit(piece[^1]) ? "0" : piece,
        '_' when piece.Length > 1 && piece[0] == '0' => piece.TrimStart('0') is { Length: > 0 } rest ? rest.PadLeft(piece.Length) : "0".PadLeft(piece.Length),
        '0' => piece.Replace(' ', '0'),
        '^' or '#' => piece.ToUpperInvariant(),
        _ => piece,
    };

    private static string? Directive(PyDateTime moment, char directive)
    {
        var t = moment.Wall;
        return directive switch
        {
            'Y' => Number(t.Year, 1),
            'y' => Number(t.Year % 100, 2),
            'C' => Number(t.Year / 100, 2),
            'm' => Number(t.Month, 2),
            'd' => Number(t.Day, 2),
            'e' => t.Day.ToString(CultureInfo.InvariantCulture).PadLeft(2),
            'H' => Number(t.Hour, 2),
            'k' => t.Hour.ToString(CultureInfo.InvariantCulture).PadLeft(2),
            'I' => Number(((t.Hour + 11) % 12) + 1, 2),
            'l' => (((t.Hour + 11) % 12) + 1).ToString(CultureInfo.InvariantCulture).PadLeft(2),
            'M' => Number(t.Minute, 2),
            'S' => Number(t.Second, 2),
            'f' => Number(PyDateTime.MicrosecondsOf(t.Ticks), 6),
            'p' => t.Hour < 12 ? "AM" : "PM",
            'P' => t.Hour < 12 ? "am" : "pm",
            'j' => Number(t.DayOfYear, 3),
            'a' => t.ToString("ddd", CultureInfo.InvariantCulture),
            'A' => t.ToString("dddd", CultureInfo.InvariantCulture),
            'b' or 'h' => t.ToString("MMM", CultureInfo.InvariantCulture),
            'B' => t.ToString("MMMM", CultureInfo.InvariantCulture),
            'w' => Number((int)t.DayOfWeek, 1),
            'u' => Number(CalendarMembers.Weekday(t) + 1, 1),
            'U' => Number((t.DayOfYear + 6 - (int)t.DayOfWeek) / 7, 2),
            'W' => Number((t.DayOfYear + 6 - CalendarMembers.Weekday(t)) / 7, 2),
            'G' => Number(ISOWeek.GetYear(t), 4),
            'g' => Number(ISOWeek.GetYear(t) % 100, 2),
            'V' => Number(ISOWeek.GetWeekOfYear(t), 2),
            'Z' => moment.Zone?.Abbreviation ?? "",
            'z' => moment.Zone is null ? "" : PyDateTime.OffsetText(moment.Zone.Offset, ""),
            's' => Number((long)(new PyDateTime(t, null).InZone(PyTimeZone.StandardUtc).Wall - DateTime.UnixEpoch).TotalSeconds, 1),
            '%' => "%",
            'n' => "\n",
            't' => "\t",
            'D' or 'x' => Format(moment, "%m/%d/%y"),
            'F' => Format(moment, "%Y-%m-%d"),
            'T' or 'X' => Format(moment, "%H:%M:%S"),
            'R' => Format(moment, "%H:%M"),
            'r' => Format(moment, "%I:%M:%S %p"),
            'c' => Format(moment, "%a %b %e %H:%M:%S %Y"),
            _ => null,
        };
    }

    private static string Number(long value, int width) => value.ToString("D" + width, CultureInfo.InvariantCulture);
}
