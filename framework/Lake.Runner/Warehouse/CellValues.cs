using System.Globalization;
using System.Numerics;
using Lake.Engines;
using Lake.Jinja.Dbt;
using Lake.Jinja.Values;

namespace Lake.Runner.Warehouse;

/// <summary>Cells of a result as template values.</summary>
internal static class CellValues
{
    public static object?[] ToTemplate(object?[] row) => Array.ConvertAll(row, ToTemplate);

    private static object? ToTemplate(object? cell) => cell switch
    {
        null or bool or long or double or string => PyValue.From(cell),
        BigInteger number => PyBox.Of(number),
        float number => (double)number,
        SqlDecimal number => Decimal(number),
        DateOnly date => PyValue.From(date),
        TimeOnly time => time.ToString("HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture),
        SqlTimestamp timestamp => PyValue.From(timestamp.ToDateTime()),
        Guid id => id.ToString(),
        byte[] bytes => Convert.ToHexStringLower(bytes),
        Array nested => PyJsonWriter.Write(ToJson(nested)),
        _ => cell.ToString(),
    };

    /// <summary>Lists, structs and maps are JSON texts to templates, as in dbt; these are the values in them.</summary>
    private static object? ToJson(object? cell) => cell switch
    {
        SqlDecimal number => double.Parse(number.ToString(), CultureInfo.InvariantCulture),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        SqlTimestamp timestamp => Instant(timestamp.ToDateTime()),
        object?[] list => new PyList(list.Select(ToJson)),
        KeyValuePair<string, object?>[] fields => new PyDict(fields.Select(f => KeyValuePair.Create(f.Key, ToJson(f.Value)))),
        KeyValuePair<object, object?>[] entries => Map(entries),
        _ => ToTemplate(cell),
    };

    private static string Instant(DateTime time) =>
        time.ToString(time.Ticks % TimeSpan.TicksPerSecond == 0 ? "yyyy-MM-ddTHH:mm:ss" : "yyyy-MM-ddTHH:mm:ss.ffffff", CultureInfo.InvariantCulture);

    private static object Decimal(SqlDecimal number) => number.Scale == 0
        ? PyBox.Of(number.Unscaled)
        : decimal.TryParse(number.ToString(), CultureInfo.InvariantCulture, out var value)
            ? PyValue.From(value) ?? number.ToString()
            : number.ToString();

    private static PyDict Map(KeyValuePair<object, object?>[] entries)
    {
        var map = new PyDict();
        foreach (var (key, value) in entries)
        {
            map[PyText.Of(ToJson(key))] = ToJson(value);
        }

        return map;
    }
}
