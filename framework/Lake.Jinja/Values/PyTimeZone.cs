using Lake.Jinja.Errors;

namespace Lake.Jinja.Values;

/// <summary>
/// A <c>tzinfo</c>. A zone with rules is, as in pytz, always in one of its states: <see cref="Offset"/> and
/// <see cref="Abbreviation"/> belong to the moment that it was made for.
/// </summary>
public sealed class PyTimeZone : JinjaObject
{
    /// <summary><c>datetime.timezone.utc</c>.</summary>
    public static readonly PyTimeZone StandardUtc = new("UTC", "datetime.timezone.utc", TimeSpan.Zero, "UTC", null);

    /// <summary><c>pytz.utc</c>.</summary>
    public static readonly PyTimeZone PytzUtc = new("UTC", "<UTC>", TimeSpan.Zero, "UTC", TimeZoneInfo.Utc);

    private readonly TimeZoneInfo? _rules;

    private PyTimeZone(string text, string repr, TimeSpan offset, string abbreviation, TimeZoneInfo? rules)
    {
        (Text, Repr, Offset, Abbreviation, _rules) = (text, repr, offset, abbreviation, rules);
    }

    public TimeSpan Offset { get; }

    public string Abbreviation { get; }

    public override string TypeName => "tzinfo";

    public override string Text { get; }

    public override string Repr { get; }

    /// <summary><c>datetime.timezone(offset)</c>.</summary>
    public static PyTimeZone Fixed(TimeSpan offset)
    {
        if (offset == TimeSpan.Zero)
        {
            return StandardUtc;
        }

        var name = "UTC" + PyDateTime.OffsetText(offset, ":");
        return new PyTimeZone(name, $"datetime.timezone({PyTimeDelta.From(offset).Repr})", offset, name, null);
    }

    /// <summary><c>pytz.FixedOffset(minutes)</c>.</summary>
    public static PyTimeZone PytzFixed(int minutes)
    {
        var text = FormattableString.Invariant($"pytz.FixedOffset({minutes})");
        return Math.Abs(minutes) >= 1440 ? throw JinjaError.Value($"absolute offset is too large {minutes}")
            : minutes == 0 ? PytzUtc
            : new PyTimeZone(text, text, TimeSpan.FromMinutes(minutes), "", null);
    }

    /// <summary>A zone of pytz before it is applied to a moment; null when there is none of that name.</summary>
    public static PyTimeZone? Find(string name)
    {
        if (name.ToUpperInvariant() is "UTC" or "GMT" or "ZULU" or "ETC/UTC")
        {
            return PytzUtc;
        }

        return TimeZoneInfo.TryFindSystemTimeZoneById(name, out var rules)
            ? State(name, rules, rules.GetUtcOffset(new DateTime(1800, 1, 1)), isDaylight: false, "LMT")
            : null;
    }

    /// <summary>Gives a wall clock time of this zone its offset.</summary>
    public PyTimeZone ForLocal(DateTime wall)
    {
        if (_rules is null || ReferenceEquals(this, PytzUtc))
        {
            return this;
        }

        wall = DateTime.SpecifyKind(wall, DateTimeKind.Unspecified);
        return State(Text, _rules, _rules.GetUtcOffset(wall), _rules.IsDaylightSavingTime(wall) && !_rules.IsAmbiguousTime(wall), null);
    }

    public PyTimeZone ForUtc(DateTime moment)
    {
        if (_rules is null || ReferenceEquals(this, PytzUtc))
        {
            return this;
        }

        moment = DateTime.SpecifyKind(moment, DateTimeKind.Utc);
        return State(Text, _rules, _rules.GetUtcOffset(moment), _rules.IsDaylightSavingTime(moment), null);
    }

    public override bool TryGetAttribute(string name, out object? value)
    {
        value = name switch
        {
            "zone" when _rules is not null => Text,
            "localize" when _rules is not null => NativeFunction.Create(name, "dt, is_dst=False", a => a[0] is PyDateTime { Zone: null } naive
                ? new PyDateTime(naive.Wall, ForLocal(naive.Wall))
                : throw JinjaError.Value("Not naive datetime (tzinfo is already set)")),
            "normalize" when _rules is not null => NativeFunction.Create(name, "dt", a => a[0] is PyDateTime moment
                ? moment.InZone(this)
                : throw JinjaError.Type("normalize() takes a datetime")),
            "utcoffset" => NativeFunction.Create(name, "dt, is_dst=None", a => a[0] is PyDateTime d ? PyTimeDelta.From(ForLocal(d.Wall).Offset) : null),
            "tzname" => NativeFunction.Create(name, "dt, is_dst=None", a => a[0] is PyDateTime d ? ForLocal(d.Wall).Abbreviation : Abbreviation),
            _ => null,
        };
        return value is not null;
    }

    private static PyTimeZone State(string name, TimeZoneInfo rules, TimeSpan offset, bool isDaylight, string? abbreviation)
    {
        abbreviation ??= ZoneAbbreviations.Of(name, offset, isDaylight);
        var repr = $"<DstTzInfo '{name}' {abbreviation}{(offset < TimeSpan.Zero ? "" : "+")}{PyTimeDelta.From(offset).Text} {(isDaylight ? "DST" : "STD")}>";
        return new PyTimeZone(name, repr, offset, abbreviation, rules);
    }
}
