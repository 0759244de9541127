namespace Lake.DuckDb.Values;

/// <summary>A date as DuckDB stores it, for those that <see cref="DateOnly"/> cannot hold: infinite, or outside the years 1 to 9999.</summary>
/// <param name="Days">Since 1970-01-01.</param>
public readonly record struct DuckDbDate(int Days)
{
    private const int EpochDayNumber = 719_162;

    public bool IsPositiveInfinity => Days == int.MaxValue;

    public bool IsNegativeInfinity => Days == -int.MaxValue;

    /// <summary>Null where <see cref="DateOnly"/> has no such day.</summary>
    public DateOnly? ToDateOnly()
    {
        var dayNumber = (long)Days + EpochDayNumber;
        return dayNumber >= 0 && dayNumber <= DateOnly.MaxValue.DayNumber ? DateOnly.FromDayNumber((int)dayNumber) : null;
    }

    public override string ToString() => Days switch
    {
        int.MaxValue => "infinity",
        -int.MaxValue => "-infinity",
        _ => CivilDate.Text(Days),
    };
}
