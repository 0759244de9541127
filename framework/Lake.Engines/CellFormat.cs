using System.Globalization;
using System.Numerics;
using System.Text;

namespace Lake.Engines;

/// <summary>Cells as people and CSV readers expect them: ISO dates, invariant numbers, <c>true</c>/<c>false</c>.</summary>
public static class CellFormat
{
    /// <summary>Null for SQL NULL.</summary>
    public static string? Text(object? cell) => cell switch
    {
        null => null,
        string text => text,
        bool flag => flag ? "true" : "false",
        long number => number.ToString(CultureInfo.InvariantCulture),
        BigInteger number => number.ToString(CultureInfo.InvariantCulture),
        double number => Real(number),
        float number => Real(number),
        SqlTimestamp timestamp => Timestamp(timestamp),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture),
        byte[] bytes => "\\x" + Convert.ToHexStringLower(bytes),
        object?[] list => "[" + string.Join(", ", list.Select(Nested)) + "]",
        KeyValuePair<string, object?>[] fields => "{" + string.Join(", ", fields.Select(f => $"'{f.Key}': {Nested(f.Value)}")) + "}",
        KeyValuePair<object, object?>[] entries => "{" + string.Join(", ", entries.Select(e => $"{Nested(e.Key)}={Nested(e.Value)}")) + "}",
        IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
        _ => cell.ToString(),
    };

    /// <summary>ISO 8601 with as many fraction digits as the value has; instants end in <c>+00:00</c>.</summary>
    public static string Timestamp(SqlTimestamp timestamp, char separator = ' ')
    {
        const long SecondsOfYear1 = -62_135_596_800;
        const long SecondsOfYear10000 = 253_402_300_800;
        var seconds = Math.DivRem(timestamp.Microseconds, 1_000_000, out var micros);
        if (micros < 0)
        {
            (seconds, micros) = (seconds - 1, micros + 1_000_000);
        }

        if (seconds is < SecondsOfYear1 or >= SecondsOfYear10000)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{timestamp.Microseconds} µs");
        }

        var text = new StringBuilder(DateTimeOffset.FromUnixTimeSeconds(seconds)
            .ToString($"yyyy-MM-dd{separator}HH:mm:ss", CultureInfo.InvariantCulture));
        if (micros != 0)
        {
            text.Append('.').Append(micros.ToString("D6", CultureInfo.InvariantCulture).TrimEnd('0'));
        }

        return timestamp.IsInstant ? text.Append("+00:00").ToString() : text.ToString();
    }

    private static string Real(double number) => number switch
    {
        double.PositiveInfinity => "inf",
        double.NegativeInfinity => "-inf",
        double.NaN => "nan",
        _ when number == Math.Floor(number) && Math.Abs(number) < 1e15 => number.ToString("F1", CultureInfo.InvariantCulture),
        _ => number.ToString("R", CultureInfo.InvariantCulture).Replace("E", "e", StringComparison.Ordinal),
    };

    private static string Real(float number) =>
        float.IsFinite(number) && number != MathF.Floor(number) ? number.ToString("R", CultureInfo.InvariantCulture) : Real((double)number);

    private static string Nested(object? cell) => cell switch
    {
        null => "NULL",
        string text => $"'{text}'",
        _ => Text(cell) ?? "NULL",
    };
}
