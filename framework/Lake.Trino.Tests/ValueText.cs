using System.Globalization;
using Lake.Trino.Values;

namespace Lake.Trino.Tests;

/// <summary>A cell as baselines show it: with its CLR type where the text alone does not tell.</summary>
internal static class ValueText
{
    public static string Of(object? cell) => cell switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        string text => $"'{text}'",
        byte[] bytes => "x" + Convert.ToHexString(bytes),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TrinoTime time => string.Create(CultureInfo.InvariantCulture, $"time {time.Picoseconds}ps{(time.Offset is { } offset ? $" {offset}" : "")}"),
        TrinoTimestamp time => string.Create(CultureInfo.InvariantCulture, $"timestamp {time.Days}d {time.Picoseconds}ps {time.Zone} = {time.ToMicroseconds()}us"),
        TrinoInterval interval => string.Create(CultureInfo.InvariantCulture, $"interval {interval.Months} months {interval.Milliseconds} ms"),
        object?[] list => $"[{string.Join(", ", list.Select(Of))}]",
        KeyValuePair<string, object?>[] fields => $"{{{string.Join(", ", fields.Select(f => $"{f.Key}: {Of(f.Value)}"))}}}",
        KeyValuePair<object, object?>[] entries => $"<{string.Join(", ", entries.Select(e => $"{Of(e.Key)}: {Of(e.Value)}"))}>",
        float number => number.ToString(CultureInfo.InvariantCulture) + "f",
        double number => number.ToString(CultureInfo.InvariantCulture) + "d",
        TrinoDecimal number => number + "m",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => cell.ToString() ?? "",
    };
}
