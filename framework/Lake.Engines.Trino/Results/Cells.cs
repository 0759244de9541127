using Lake.Trino.Values;

namespace Lake.Engines.Trino.Results;

/// <summary>Trino's values as the contract has them.</summary>
internal static class Cells
{
    private const long PicosecondsPerTick = 100_000;
    private const long TicksPerDay = TimeSpan.TicksPerDay;

    public static object?[] Convert(object?[] row) => Array.ConvertAll(row, Convert);

    private static object? Convert(object? cell) => cell switch
    {
        TrinoDecimal number => new SqlDecimal(number.Unscaled, number.Scale),
        TrinoTimestamp time => new SqlTimestamp(time.ToMicroseconds(), time.Zone is not null),
        TrinoTime { Offset: null } time => Time(time),
        TrinoTime time => new DateTimeOffset(DateTime.MinValue.AddDays(1) + Time(time).ToTimeSpan(), time.Offset ?? default).ToString("HH:mm:ss.FFFFFFzzz", System.Globalization.CultureInfo.InvariantCulture),
        TrinoInterval { Months: not 0 } interval => $"{interval.Months} months",
        TrinoInterval interval => TimeSpan.FromMilliseconds(interval.Milliseconds).ToString("c", System.Globalization.CultureInfo.InvariantCulture),
        object?[] list => Convert(list),
        KeyValuePair<string, object?>[] fields => Array.ConvertAll(fields, f => KeyValuePair.Create(f.Key, Convert(f.Value))),
        KeyValuePair<object, object?>[] entries => Array.ConvertAll(entries, e => KeyValuePair.Create(Convert(e.Key) ?? e.Key, Convert(e.Value))),
        _ => cell,
    };

    private static TimeOnly Time(TrinoTime time) => new(time.Picoseconds / PicosecondsPerTick % TicksPerDay);
}
