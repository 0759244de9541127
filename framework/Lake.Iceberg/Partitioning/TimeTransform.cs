using System.Globalization;
using Lake.Iceberg.Schemas;
using Lake.Iceberg.Values;

namespace Lake.Iceberg.Partitioning;

public enum TimeUnit
{
    Year,
    Month,
    Day,
    Hour,
}

/// <summary>Whole units since 1970, rounded down before it too.</summary>
public sealed record TimeTransform(TimeUnit Unit) : Transform
{
    private const long MicrosPerHour = 3_600_000_000;

    public override bool CanTransform(PrimitiveType source) => source.Kind is PrimitiveKind.Timestamp or PrimitiveKind.TimestampTz
        or PrimitiveKind.TimestampNs or PrimitiveKind.TimestampTzNs || (source.Kind is PrimitiveKind.Date && Unit != TimeUnit.Hour);

    public override PrimitiveType ResultType(PrimitiveType source) => Unit == TimeUnit.Day ? PrimitiveType.Date : PrimitiveType.Int;

    public override object? Apply(PrimitiveType source, object? value)
    {
        if (value is null)
        {
            return null;
        }

        var hours = source.Kind switch
        {
            PrimitiveKind.Date => (int)value * 24L,
            PrimitiveKind.TimestampNs or PrimitiveKind.TimestampTzNs => DateTimeText.FloorDiv((long)value, MicrosPerHour * 1000),
            _ => DateTimeText.FloorDiv((long)value, MicrosPerHour),
        };
        var days = DateTimeText.FloorDiv(hours, 24);
        var (year, month, _) = DateTimeText.CivilFromDays(days);
        return (int)(Unit switch
        {
            TimeUnit.Year => year - 1970,
            TimeUnit.Month => ((year - 1970) * 12) + month - 1,
            TimeUnit.Day => days,
            TimeUnit.Hour => hours,
        });
    }

    public override string DefaultName(string column) => $"{column}_{ToString()}";

    public override string ToHuman(PrimitiveType source, object? value)
    {
        if (value is not int units)
        {
            return "null";
        }

        var (years, months) = (DateTimeText.FloorDiv(units, 12), (int)(units - (DateTimeText.FloorDiv(units, 12) * 12)));
        return Unit switch
        {
            TimeUnit.Year => (1970 + units).ToString("0000", CultureInfo.InvariantCulture),
            TimeUnit.Month => string.Create(CultureInfo.InvariantCulture, $"{1970 + years:0000}-{months + 1:00}"),
            TimeUnit.Day => DateTimeText.WriteDate(units),
            TimeUnit.Hour => string.Create(
                CultureInfo.InvariantCulture,
                $"{DateTimeText.WriteDate(DateTimeText.FloorDiv(units, 24))}-{units - (DateTimeText.FloorDiv(units, 24) * 24):00}"),
        };
    }

    public override string ToString() => Unit switch
    {
        TimeUnit.Year => "year",
        TimeUnit.Month => "month",
        TimeUnit.Day => "day",
        TimeUnit.Hour => "hour",
    };
}
