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
        "isocalendar" => Members.Method(name, () => new IsoCalendarDate(day)),
        "toordinal" => Members.Method(name, () => PyBox.Of(DateOnly.FromDateTime(day).DayNumber + 1)),
        "timetuple" => Members.Method(name, () => new PyTuple(
            PyBox.Of(day.Year), PyBox.Of(day.Month), PyBox.Of(day.Day), PyBox.Of(day.Hour), PyBox.Of(day.Minute), PyBox.Of(day.Second),
            PyBox.Of(Weekday(day)), PyBox.Of(day.DayOfYear), PyBox.Of(-1))),
        "ctime" => Members.Method(name, () => Strftime.Format(new PyDateTime(day, null), "%a %b %e %H:%M:%S %Y")),
        _ => null,
    };

    /// <summary>Monday is 0.</summary>
    public static int Weekday(DateTime day) => ((int)day.DayOfWeek + 6) % 7;

    private sealed class IsoCalendarDate(DateTime day)
        : PyTuple(PyBox.Of(ISOWeek.GetYear(day)), PyBox.Of(ISOWeek.GetWeekOfYear(day)), PyBox.Of(Weekday(day) + 1))
    {
        public override string Repr =>
            FormattableString.Invariant($"datetime.IsoCalendarDate(year={Values[0]}, week={Values[1]}, weekday={Values[2]})");

        public override bool TryGetAttribute(string name, out object? value)
        {
            var index = Array.IndexOf(["year", "week", "weekday"], name);
            value = index >= 0 ? Values[index] : null;
            return index >= 0 || base.TryGetAttribute(name, out value);
        }
    }
}
