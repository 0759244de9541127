using System.Globalization;
using Lake.Jinja.Errors;
using Lake.Jinja.Formatting;
using Lake.Jinja.Modules;

namespace Lake.Jinja.Values;

/// <summary>Python's <c>date</c>.</summary>
public sealed class PyDate(DateOnly value) : JinjaObject, IFormattableValue
{
    public PyDate(int year, int month, int day)
        : this(Check(year, month, day))
    {
    }

    public DateOnly Value { get; } = value;

    public override string TypeName => "datetime.date";

    public override string Text => Value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public override string Repr => FormattableString.Invariant($"datetime.date({Value.Year}, {Value.Month}, {Value.Day})");

    /// <summary>Throws Python's value error for a day that does not exist.</summary>
    public static DateOnly Check(int year, int month, int day) =>
        year is < 1 or > 9999 ? throw JinjaError.Value($"year {year} is out of range")
        : month is < 1 or > 12 ? throw JinjaError.Value("month must be in 1..12")
        : day < 1 || day > DateTime.DaysInMonth(year, month) ? throw JinjaError.Value("day is out of range for month")
        : new DateOnly(year, month, day);

    public override bool TryGetAttribute(string name, out object? value)
    {
        value = name switch
        {
            "year" => PyBox.Of(Value.Year),
            "month" => PyBox.Of(Value.Month),
            "day" => PyBox.Of(Value.Day),
            "replace" => NativeFunction.Create(name, "year=None, month=None, day=None", a => new PyDate(
                PartOr(a[0], Value.Year), PartOr(a[1], Value.Month), PartOr(a[2], Value.Day))),
            "isoformat" => Members.Method(name, () => Text),
            "strftime" => NativeFunction.Create(name, "format", a => Strftime.Format(new PyDateTime(Midnight, null), Strftime.Text(a[0]))),
            _ => CalendarMembers.TryGet(name, Midnight) ?? DateTimeModule.Date.Member(name),
        };
        return value is not null;
    }

    string IFormattableValue.Format(string spec) => Strftime.Format(new PyDateTime(Midnight, null), spec);

    public override bool EqualTo(object? other) => other is PyDate date && date.Value == Value;

    public override int Hash() => Value.GetHashCode();

    public override int? CompareTo(object? other) => other is PyDate date ? Value.CompareTo(date.Value) : null;

    public override bool TryOperate(BinaryOperator operation, object? other, bool reflected, out object? result)
    {
        result = (operation, other) switch
        {
            (BinaryOperator.Add, PyTimeDelta delta) => Shift(delta.Days),
            (BinaryOperator.Subtract, PyTimeDelta delta) when !reflected => Shift(-delta.Days),
            (BinaryOperator.Subtract, PyDate date) when !reflected => PyTimeDelta.From(Midnight - date.Midnight),
            _ => null,
        };
        return result is not null;
    }

    internal DateTime Midnight => Value.ToDateTime(TimeOnly.MinValue);

    internal static int PartOr(object? part, int otherwise) => part is null ? otherwise : PyNumber.ToInt(part);

    private PyDate Shift(long days)
    {
        var number = Value.DayNumber + days;
        return number < DateOnly.MinValue.DayNumber || number > DateOnly.MaxValue.DayNumber
            ? throw new JinjaError(ErrorKind.OverflowError, "date value out of range")
            : new PyDate(DateOnly.FromDayNumber((int)number));
    }
}
