using System.Globalization;
using Lake.Jinja.Errors;
using Lake.Jinja.Values;

namespace Lake.Jinja.Modules;

/// <summary><c>modules.datetime</c>.</summary>
internal static class DateTimeModule
{
    public static readonly PyType Date = new(
        "datetime.date",
        NativeFunction.Create("date", "year, month, day", a => new PyDate(PyNumber.ToInt(a[0]), PyNumber.ToInt(a[1]), PyNumber.ToInt(a[2]))),
        new Dictionary<string, Func<object?>>
        {
            ["today"] = () => Members.Method("today", () => new PyDate(DateOnly.FromDateTime(LocalNow()))),
            ["fromisoformat"] = () => NativeFunction.Create("fromisoformat", "date_string", a => IsoFormat.ReadDate(PyText.Of(a[0]))),
            ["fromordinal"] = () => NativeFunction.Create("fromordinal", "ordinal", a => new PyDate(DateOnly.FromDayNumber(PyNumber.ToInt(a[0]) - 1))),
            ["fromtimestamp"] = () => NativeFunction.Create("fromtimestamp", "timestamp", a => new PyDate(DateOnly.FromDateTime(FromTimestamp(a[0], null).Wall))),
            ["fromisocalendar"] = () => NativeFunction.Create("fromisocalendar", "year, week, day", a => new PyDate(DateOnly.FromDateTime(OfWeek(a)))),
            ["resolution"] = () => new PyTimeDelta(86_400_000_000),
            ["min"] = () => new PyDate(DateOnly.MinValue),
            ["max"] = () => new PyDate(DateOnly.MaxValue),
        });

    public static readonly PyType DateTimeType = new(
        "datetime.datetime",
        NativeFunction.Create("datetime", "year, month, day, hour=0, minute=0, second=0, microsecond=0, tzinfo=None, fold=0", Create),
        new Dictionary<string, Func<object?>>
        {
            ["now"] = () => NativeFunction.Create("now", "tz=None", a => Now(a[0])),
            ["utcnow"] = () => Members.Method("utcnow", () => new PyDateTime(DateTime.UtcNow, null)),
            ["today"] = () => Members.Method("today", () => Now(null)),
            ["strptime"] = () => NativeFunction.Create("strptime", "date_string, format", a => Strptime.Read(Text(a[0]), Text(a[1]))),
            ["fromisoformat"] = () => NativeFunction.Create("fromisoformat", "date_string", a => IsoFormat.Read(PyText.Of(a[0]))),
            ["fromtimestamp"] = () => NativeFunction.Create("fromtimestamp", "timestamp, tz=None", a => FromTimestamp(a[0], a[1] as PyTimeZone)),
            ["utcfromtimestamp"] = () => NativeFunction.Create("utcfromtimestamp", "timestamp", a => new PyDateTime(FromTimestamp(a[0], PyTimeZone.StandardUtc).Wall, null)),
            ["fromordinal"] = () => NativeFunction.Create("fromordinal", "ordinal", a => new PyDateTime(DateOnly.FromDayNumber(PyNumber.ToInt(a[0]) - 1).ToDateTime(TimeOnly.MinValue), null)),
            ["fromisocalendar"] = () => NativeFunction.Create("fromisocalendar", "year, week, day", a => new PyDateTime(OfWeek(a), null)),
            ["resolution"] = () => new PyTimeDelta(1),
            ["combine"] = () => NativeFunction.Create("combine", "date, time, tzinfo=None", Combine),
            ["min"] = () => new PyDateTime(DateTime.MinValue, null),
            ["max"] = () => new PyDateTime(new DateTime(9999, 12, 31, 23, 59, 59).AddMicroseconds(999_999), null),
        });

    public static readonly PyType Time = new(
        "datetime.time",
        NativeFunction.Create("time", "hour=0, minute=0, second=0, microsecond=0, tzinfo=None", a => new PyTime(
            PyTime.Check(PyNumber.ToIndex(a[0]), PyNumber.ToIndex(a[1]), PyNumber.ToIndex(a[2]), PyNumber.ToIndex(a[3])), a[4] as PyTimeZone)),
        new Dictionary<string, Func<object?>>
        {
            ["fromisoformat"] = () => NativeFunction.Create("fromisoformat", "time_string", a => IsoFormat.ReadTime(PyText.Of(a[0]))),
            ["min"] = () => new PyTime(TimeOnly.MinValue),
            ["max"] = () => new PyTime(PyTime.Check(23, 59, 59, 999_999)),
            ["resolution"] = () => new PyTimeDelta(1),
        });

    public static readonly PyType Delta = new(
        "datetime.timedelta",
        NativeFunction.Create("timedelta", "days=0, seconds=0, microseconds=0, milliseconds=0, minutes=0, hours=0, weeks=0", CreateDelta),
        new Dictionary<string, Func<object?>> { ["resolution"] = () => new PyTimeDelta(1) });

    private static readonly PyType Zone = new(
        "datetime.tzinfo", NativeFunction.Create("tzinfo", "", _ => PyTimeZone.StandardUtc), new Dictionary<string, Func<object?>>());

    public static PyDict Create() => new(new Dictionary<string, object?>
    {
        ["date"] = Date,
        ["datetime"] = DateTimeType,
        ["time"] = Time,
        ["timedelta"] = Delta,
        ["tzinfo"] = Zone,
    });

    private static PyDateTime Create(object?[] a) => new(
        PyDateTime.Create(
            PyNumber.ToInt(a[0]), PyNumber.ToInt(a[1]), PyNumber.ToInt(a[2]),
            PyNumber.ToIndex(a[3]), PyNumber.ToIndex(a[4]), PyNumber.ToIndex(a[5]), PyNumber.ToIndex(a[6])).Wall,
        a[7] as PyTimeZone ?? (a[7] is null ? null : throw JinjaError.Type($"tzinfo argument must be None or of a tzinfo subclass, not type '{PyValue.TypeName(a[7])}'")));

    private static PyDateTime Combine(object?[] a) => a[0] is PyDate date && a[1] is PyTime time
        ? new PyDateTime(date.Value.ToDateTime(time.Value), a[2] as PyTimeZone ?? time.Zone)
        : throw JinjaError.Type("combine() takes a date and a time");

    private static PyTimeDelta CreateDelta(object?[] a)
    {
        long[] units = [86_400_000_000, 1_000_000, 1, 1_000, 60_000_000, 3_600_000_000, 604_800_000_000];
        var total = 0m;
        for (var i = 0; i < units.Length; i++)
        {
            total += a[i] switch
            {
                long or bool or System.Numerics.BigInteger => PyNumber.ToIndex(a[i]) * (decimal)units[i],
                double d => Math.Round((decimal)d * units[i], MidpointRounding.ToEven),
                _ => throw JinjaError.Type($"unsupported type for timedelta component: {PyValue.TypeName(a[i])}"),
            };
        }

        return Math.Abs(total) <= long.MaxValue
            ? new PyTimeDelta((long)total)
            : throw new JinjaError(ErrorKind.OverflowError, "timedelta is too large");
    }

    private static DateTime OfWeek(object?[] a)
    {
        var (year, week, day) = (PyNumber.ToInt(a[0]), PyNumber.ToInt(a[1]), PyNumber.ToInt(a[2]));
        PyDate.Check(year, 1, 1);
        return week < 1 || week > ISOWeek.GetWeeksInYear(year) ? throw JinjaError.Value($"Invalid week: {week}")
            : day is < 1 or > 7 ? throw JinjaError.Value($"Invalid weekday: {day} (range is [1, 7])")
            : ISOWeek.ToDateTime(year, week, (DayOfWeek)(day % 7));
    }

    private static DateTime LocalNow() => TimeZoneInfo.ConvertTimeFromUtc(DateTime.UtcNow, TimeZoneInfo.Local);

    private static PyDateTime Now(object? zone) => zone is PyTimeZone tz
        ? new PyDateTime(Micros(DateTime.UtcNow), PyTimeZone.StandardUtc).InZone(tz)
        : new PyDateTime(Micros(LocalNow()), null);

    private static DateTime Micros(DateTime t) => new(t.Ticks - (t.Ticks % TimeSpan.TicksPerMicrosecond));

    private static PyDateTime FromTimestamp(object? seconds, PyTimeZone? zone)
    {
        var utc = new PyDateTime(DateTime.UnixEpoch.AddTicks((long)Math.Round(PyNumber.ToDouble(seconds) * 1e6) * TimeSpan.TicksPerMicrosecond), PyTimeZone.StandardUtc);
        return zone is null
            ? new PyDateTime(utc.Wall + TimeZoneInfo.Local.GetUtcOffset(DateTime.SpecifyKind(utc.Wall, DateTimeKind.Utc)), null)
            : utc.InZone(zone);
    }

    private static string Text(object? value) => value as string ?? (value as Markup)?.Value
        ?? throw JinjaError.Type($"strptime() argument 1 must be str, not {PyValue.TypeName(value)}");
}
