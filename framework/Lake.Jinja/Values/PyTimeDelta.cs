using System.Globalization;
using System.Numerics;
using Lake.Jinja.Errors;

namespace Lake.Jinja.Values;

/// <summary>Python's <c>timedelta</c>.</summary>
public sealed class PyTimeDelta(long microseconds) : JinjaObject
{
    private const long PerSecond = 1_000_000;
    private const long PerDay = 86_400 * PerSecond;

    public long TotalMicroseconds { get; } = microseconds;

    public long Days { get; } = (long)Math.Floor((decimal)microseconds / PerDay);

    public override string TypeName => "datetime.timedelta";

    public override bool IsTrue => TotalMicroseconds != 0;

    private long Rest => TotalMicroseconds - (Days * PerDay);

    private long Seconds => Rest / PerSecond;

    private long Microseconds => Rest % PerSecond;

    public override string Text
    {
        get
        {
            var days = Days == 0 ? "" : FormattableString.Invariant($"{Days} day{(Math.Abs(Days) == 1 ? "" : "s")}, ");
            var clock = string.Create(CultureInfo.InvariantCulture, $"{Seconds / 3600}:{Seconds / 60 % 60:00}:{Seconds % 60:00}");
            return days + clock + (Microseconds == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $".{Microseconds:000000}"));
        }
    }

    public override string Repr
    {
        get
        {
            var parts = new[] { ("days", Days), ("seconds", Seconds), ("microseconds", Microseconds) }
                .Where(part => part.Item2 != 0)
                .Select(part => FormattableString.Invariant($"{part.Item1}={part.Item2}"));
            return $"datetime.timedelta({(TotalMicroseconds == 0 ? "0" : string.Join(", ", parts))})";
        }
    }

    public static PyTimeDelta From(TimeSpan span) => new(span.Ticks / TimeSpan.TicksPerMicrosecond);

    public PyTimeDelta Abs() => new(Math.Abs(TotalMicroseconds));

    public TimeSpan ToTimeSpan() => TimeSpan.FromTicks(checked(TotalMicroseconds * TimeSpan.TicksPerMicrosecond));

    public override bool TryGetAttribute(string name, out object? value)
    {
        value = name switch
        {
            "days" => PyBox.Of(Days),
            "seconds" => PyBox.Of(Seconds),
            "microseconds" => PyBox.Of(Microseconds),
            "total_seconds" => Modules.Members.Method(name, () => TotalMicroseconds / 1e6),
            _ => Modules.DateTimeModule.Delta.Member(name),
        };
        return value is not null;
    }

    public override bool EqualTo(object? other) => other is PyTimeDelta delta && delta.TotalMicroseconds == TotalMicroseconds;

    public override int Hash() => TotalMicroseconds.GetHashCode();

    public override int? CompareTo(object? other) =>
        other is PyTimeDelta delta ? TotalMicroseconds.CompareTo(delta.TotalMicroseconds) : null;

    public override bool TryOperate(BinaryOperator operation, object? other, bool reflected, out object? result)
    {
        result = (operation, other) switch
        {
            (BinaryOperator.Add, PyTimeDelta delta) => new PyTimeDelta(TotalMicroseconds + delta.TotalMicroseconds),
            (BinaryOperator.Subtract, PyTimeDelta delta) => new PyTimeDelta(reflected
                ? delta.TotalMicroseconds - TotalMicroseconds
                : TotalMicroseconds - delta.TotalMicroseconds),
            (BinaryOperator.Multiply, long or bool or BigInteger or double) => Times(PyNumber.ToDouble(other), other is double),
            (BinaryOperator.Divide, long or double) when !reflected => Times(1 / NotZero(PyNumber.ToDouble(other)), true),
            (BinaryOperator.FloorDivide, long n) when !reflected => new PyTimeDelta((long)Math.Floor((decimal)TotalMicroseconds / (long)NotZero(n))),
            (BinaryOperator.Divide, PyTimeDelta delta) when !reflected => TotalMicroseconds / NotZero(delta.TotalMicroseconds),
            (BinaryOperator.FloorDivide, PyTimeDelta delta) when !reflected => PyBox.Of((long)Math.Floor(TotalMicroseconds / (decimal)NotZero(delta.TotalMicroseconds))),
            (BinaryOperator.Modulo, PyTimeDelta delta) when !reflected => new PyTimeDelta(Remainder((long)NotZero(delta.TotalMicroseconds))),
            _ => null,
        };
        return result is not null;
    }

    private PyTimeDelta Times(double factor, bool isFloat) =>
        new(isFloat ? (long)Math.Round(TotalMicroseconds * factor, MidpointRounding.ToEven) : TotalMicroseconds * (long)factor);

    private long Remainder(long divisor) => ((TotalMicroseconds % divisor) + divisor) % divisor;

    private static double NotZero(double value) =>
        value == 0 ? throw new JinjaError(ErrorKind.ZeroDivisionError, "integer division or modulo by zero") : value;
}
