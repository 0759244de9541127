using System.Globalization;

namespace Lake.DuckDb.Values;

/// <summary>A length of time in three parts that do not convert into each other.</summary>
public readonly record struct DuckDbInterval(int Months, int Days, long Microseconds)
{
    /// <summary>As DuckDB prints it: <c>1 year 2 months 3 days 04:05:06.5</c>.</summary>
    public override string ToString()
    {
        var parts = new List<string>();
        Add(parts, Months / 12, "year");
        Add(parts, Months % 12, "month");
        Add(parts, Days, "day");
        if (Microseconds != 0)
        {
            var size = UInt128.CreateChecked(Int128.Abs(Microseconds));
            parts.Add($"{(Microseconds < 0 ? "-" : "")}{ClockText((ulong)size)}");
        }

        return parts.Count == 0 ? "00:00:00" : string.Join(' ', parts);
    }

    private static void Add(List<string> parts, int count, string unit)
    {
        if (count != 0)
        {
            parts.Add(string.Create(CultureInfo.InvariantCulture, $"{count} {unit}{(count is 1 or -1 ? "" : "s")}"));
        }
    }

    private static string ClockText(ulong microseconds)
    {
        var (seconds, fraction) = Math.DivRem(microseconds, 1_000_000);
        var text = string.Create(CultureInfo.InvariantCulture, $"{seconds / 3600:00}:{seconds / 60 % 60:00}:{seconds % 60:00}");
        return fraction == 0 ? text : $"{text}.{fraction.ToString("000000", CultureInfo.InvariantCulture).TrimEnd('0')}";
    }
}
