using Lake.Jinja.Errors;
using Lake.Jinja.Formatting;
using Lake.Jinja.Modules;

namespace Lake.Jinja.Values;

/// <summary>Python's <c>time</c>: a time of day.</summary>
public sealed class PyTime(TimeOnly value, PyTimeZone? zone = null) : JinjaObject, IFormattableValue
{
    public TimeOnly Value { get; } = value;

    public PyTimeZone? Zone { get; } = zone;

    public override string TypeName => "datetime.time";

    public override string Text => IsoText("auto");

    public override string Repr =>
        FormattableString.Invariant($"datetime.time({Value.Hour}, {Value.Minute}{PyDateTime.SmallParts(Value)}{(Zone is null ? "" : ", tzinfo=" + Zone.Repr)})");

    /// <summary>Throws Python's value error for a time that does not exist.</summary>
    public static TimeOnly Check(long hour, long minute, long second, long microsecond) =>
        hour is < 0 or > 23 ? throw JinjaError.Value("hour must be in 0..23")
        : minute is < 0 or > 59 ? throw JinjaError.Value("minute must be in 0..59")
        : second is < 0 or > 59 ? throw JinjaError.Value("second must be in 0..59")
        : microsecond is < 0 or > 999_999 ? throw JinjaError.Value("microsecond must be in 0..999999")
        : new TimeOnly((int)hour, (int)minute, (int)second).Add(TimeSpan.FromMicroseconds(microsecond));

    public override bool TryGetAttribute(string name, out object? value)
    {
        value = name switch
        {
            "hour" => PyBox.Of(Value.Hour),
            "minute" => PyBox.Of(Value.Minute),
            "second" => PyBox.Of(Value.Second),
            "microsecond" => PyBox.Of(PyDateTime.MicrosecondsOf(Value.Ticks)),
            "isoformat" => NativeFunction.Create(name, "timespec='auto'", a => IsoText(PyText.Of(a[0]))),
            "strftime" => NativeFunction.Create(name, "format", a => Strftime.Format(new PyDateTime(new DateTime(1900, 1, 1).Add(Value.ToTimeSpan()), Zone), Strftime.Text(a[0]))),
            "replace" => NativeFunction.Create(name, "hour=None, minute=None, second=None, microsecond=None", a => new PyTime(
                Check(PyDate.PartOr(a[0], Value.Hour), PyDate.PartOr(a[1], Value.Minute), PyDate.PartOr(a[2], Value.Second), PyDate.PartOr(a[3], PyDateTime.MicrosecondsOf(Value.Ticks))), Zone)),
            "fold" => PyBox.Of(0),
            "utcoffset" => Members.Method(name, () => Zone is null ? null : PyTimeDelta.From(Zone.Offset)),
            "tzname" => Members.Method(name, () => Zone?.Abbreviation),
            "dst" => Members.Method(name, () => null),
            _ => DateTimeModule.Time.Member(name),
        };
        if (name == "tzinfo")
        {
            value = Zone;
            return true;
        }

        return value is not null;
    }

    string IFormattableValue.Format(string spec) => Strftime.Format(new PyDateTime(new DateTime(1900, 1, 1).Add(Value.ToTimeSpan()), Zone), spec);

    public override bool EqualTo(object? other) => other is PyTime time && time.Value == Value && time.Zone is null == Zone is null;

    public override int Hash() => Value.GetHashCode();

    public override int? CompareTo(object? other) => other is PyTime time ? Value.CompareTo(time.Value) : null;

    private string IsoText(string precision) => IsoFormat.Time(Value.ToTimeSpan(), precision) + (Zone is null ? "" : PyDateTime.OffsetText(Zone.Offset, ":"));
}
