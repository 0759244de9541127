using System.Globalization;
using Lake.Jinja.Errors;
using Lake.Jinja.Formatting;
using Lake.Jinja.Modules;

namespace Lake.Jinja.Values;

/// <summary>Python's <c>datetime</c>: a wall clock time, with a zone or without.</summary>
public sealed class PyDateTime(DateTime wall, PyTimeZone? zone) : JinjaObject, IFormattableValue
{
    public DateTime Wall { get; } = DateTime.SpecifyKind(wall, DateTimeKind.Unspecified);

    public PyTimeZone? Zone { get; } = zone;

    public override string TypeName => "datetime.datetime";

    public override string Text => IsoFormat.Of(this, " ", "auto");

    public override string Repr => FormattableString.Invariant(
        $"datetime.datetime({Wall.Year}, {Wall.Month}, {Wall.Day}, {Wall.Hour}, {Wall.Minute}{SmallParts(TimeOnly.FromDateTime(Wall))}{(Zone is null ? "" : ", tzinfo=" + Zone.Repr)})");

    internal DateTime Utc => Zone is null ? Wall : Wall - Zone.Offset;

    public static PyDateTime From(DateTime value) =>
        new(value, value.Kind == DateTimeKind.Utc ? PyTimeZone.StandardUtc : null);

    public static PyDateTime From(DateTimeOffset value) => new(value.DateTime, PyTimeZone.Fixed(value.Offset));

    /// <summary>Throws Python's value error for a moment that does not exist.</summary>
    public static PyDateTime Create(
        int year, int month, int day, long hour = 0, long minute = 0, long second = 0, long microsecond = 0, TimeSpan? offset = null) =>
        new(PyDate.Check(year, month, day).ToDateTime(PyTime.Check(hour, minute, second, microsecond)), offset is { } fixedOffset ? PyTimeZone.Fixed(fixedOffset) : null);

    public PyDateTime InZone(PyTimeZone zone)
    {
        var utc = Zone is null ? Wall - TimeZoneInfo.Local.GetUtcOffset(Wall) : Utc;
        var state = zone.ForUtc(utc);
        return new PyDateTime(utc + state.Offset, state);
    }

    public override bool TryGetAttribute(string name, out object? value)
    {
        if (name == "tzinfo")
        {
            value = Zone;
            return true;
        }

        value = name switch
        {
            "year" => PyBox.Of(Wall.Year),
            "month" => PyBox.Of(Wall.Month),
            "day" => PyBox.Of(Wall.Day),
            "hour" => PyBox.Of(Wall.Hour),
            "minute" => PyBox.Of(Wall.Minute),
            "second" => PyBox.Of(Wall.Second),
            "microsecond" => PyBox.Of(MicrosecondsOf(Wall.Ticks)),
            "fold" => PyBox.Of(0),
            "date" => Members.Method(name, () => new PyDate(DateOnly.FromDateTime(Wall))),
            "time" => Members.Method(name, () => new PyTime(TimeOnly.FromDateTime(Wall))),
            "timetz" => Members.Method(name, () => new PyTime(TimeOnly.FromDateTime(Wall), Zone)),
            "strftime" => NativeFunction.Create(name, "format", a => Strftime.Format(this, Strftime.Text(a[0]))),
            "isoformat" => NativeFunction.Create(name, "sep='T', timespec='auto'", a => IsoFormat.Of(this, PyText.Of(a[0]), PyText.Of(a[1]))),
            "timestamp" => Members.Method(name, () => (InZone(PyTimeZone.StandardUtc).Wall - DateTime.UnixEpoch).Ticks / 1e7),
            "utcoffset" => Members.Method(name, () => Zone is null ? null : PyTimeDelta.From(Zone.Offset)),
            "tzname" => Members.Method(name, () => Zone?.Abbreviation),
            "astimezone" => NativeFunction.Create(name, "tz=None", a => InZone(a[0] as PyTimeZone ?? PyTimeZone.Fixed(TimeZoneInfo.Local.GetUtcOffset(Wall)))),
            "replace" => NativeFunction.Create(name, "year=None, month=None, day=None, hour=None, minute=None, second=None, microsecond=None, tzinfo=0, fold=0", Replace),
            "dst" => Members.Method(name, () => null),
            "utctimetuple" => Members.Method(name, () => CalendarMembers.TimeTuple(Utc, isDaylight: 0)),
            _ => CalendarMembers.TryGet(name, Wall) ?? DateTimeModule.DateTimeType.Member(name),
        };
        return value is not null;
    }

    string IFormattableValue.Format(string spec) => Strftime.Format(this, spec);

    public override bool EqualTo(object? other) => other is PyDateTime moment && moment.Zone is null == Zone is null && moment.Utc == Utc;

    public override int Hash() => Utc.GetHashCode();

    public override int? CompareTo(object? other) =>
        other is not PyDateTime moment ? null
        : moment.Zone is null == Zone is null ? Utc.CompareTo(moment.Utc)
        : throw JinjaError.Type("can't compare offset-naive and offset-aware datetimes");

    public override bool TryOperate(BinaryOperator operation, object? other, bool reflected, out object? result)
    {
        result = (operation, other) switch
        {
            (BinaryOperator.Add, PyTimeDelta delta) => Shift(delta.TotalMicroseconds),
            (BinaryOperator.Subtract, PyTimeDelta delta) when !reflected => Shift(-delta.TotalMicroseconds),
            (BinaryOperator.Subtract, PyDateTime moment) when !reflected => moment.Zone is null == Zone is null
                ? PyTimeDelta.From(Utc - moment.Utc)
                : throw JinjaError.Type("can't subtract offset-naive and offset-aware datetimes"),
            _ => null,
        };
        return result is not null;
    }

    internal static int MicrosecondsOf(long ticks) => (int)(ticks % TimeSpan.TicksPerSecond / TimeSpan.TicksPerMicrosecond);

    /// <summary>Seconds and microseconds as far as a repr shows them.</summary>
    internal static string SmallParts(TimeOnly time)
    {
        var micros = MicrosecondsOf(time.Ticks);
        return micros != 0 ? FormattableString.Invariant($", {time.Second}, {micros}")
            : time.Second != 0 ? FormattableString.Invariant($", {time.Second}")
            : "";
    }

    /// <summary><c>+02:00</c>.</summary>
    internal static string OffsetText(TimeSpan offset, string separator)
    {
        var size = offset.Duration();
        var seconds = size.Seconds == 0 ? "" : separator + size.Seconds.ToString("00", CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{(offset < TimeSpan.Zero ? '-' : '+')}{(int)size.TotalHours:00}{separator}{size.Minutes:00}{seconds}");
    }

    private PyDateTime Shift(long microseconds)
    {
        var ticks = Wall.Ticks + ((decimal)microseconds * TimeSpan.TicksPerMicrosecond);
        return ticks < 0 || ticks > DateTime.MaxValue.Ticks
            ? throw new JinjaError(ErrorKind.OverflowError, "date value out of range")
            : new PyDateTime(new DateTime((long)ticks), Zone);
    }

    private PyDateTime Replace(object?[] a)
    {
        var date = PyDate.Check(PyDate.PartOr(a[0], Wall.Year), PyDate.PartOr(a[1], Wall.Month), PyDate.PartOr(a[2], Wall.Day));
        var time = PyTime.Check(PyDate.PartOr(a[3], Wall.Hour), PyDate.PartOr(a[4], Wall.Minute), PyDate.PartOr(a[5], Wall.Second), PyDate.PartOr(a[6], MicrosecondsOf(Wall.Ticks)));
        return new PyDateTime(date.ToDateTime(time), a[7] is long ? Zone : a[7] as PyTimeZone);
    }
}
