using System.Globalization;
using Lake.Jinja.Values;

namespace Lake.Jinja.Modules;

/// <summary>What <c>date</c> and <c>datetime</c> know of the calendar.</summary>
internal static class CalendarMembers
{
    public static object? TryGet(string name, DateTime day) => name switch
    {
        "weekday" => Members.Method(name, () => PyBox.Of(Weekday(day))),
        "isoweekday" => Members.Method(name, () => PyBox.Of(Weekday(day) + 1)),
        "isocalendar" => Members.Method(name, () => new NamedTuple("datetime.IsoCalendarDate", ["year", "week", "weekday"], [
            PyBox.Of(ISOWeek.GetYear(day)), PyBox.Of(ISOWeek.GetWeekOfYear(day)), PyBox.Of(Weekday(day) + 1)])),
        "toordinal" => Members.Method(name, () => PyBox.Of(DateOnly.FromDateTime(day).DayNumber + 1)),
        "timetuple" => Members.Method(name, () => TimeTuple(day, isDaylight: -1)),
        "ctime" => Members.Method(name, () => Strftime.Format(new PyDateTime(day, null), "%a %b %e %H:%M:%S %Y")),
        _ => null,
    };

    /// <summary>Python's <c>struct_time</c>.</summary>
    public static NamedTuple TimeTuple(DateTime moment, int isDaylight) => new(
        "time.struct_time",
        ["tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec", "tm_wday", "tm_yday", "tm_isdst"],
        [
            PyBox.Of(moment.Year), PyBox.Of(moment.Month), PyBox.Of(moment.Day), PyBox.Of(moment.Hour), PyBox.Of(moment.Minute),
            PyBox.Of(moment.Second), PyBox.Of(Weekday(moment)), PyBox.Of(moment.DayOfYear), PyBox.Of(isDaylight),
        ]);

    /// <summary>Monday is 0.</summary>
    public static int Weekday(DateTime day) => ((int)day.DayOfWeek + 6) % 7;
}
