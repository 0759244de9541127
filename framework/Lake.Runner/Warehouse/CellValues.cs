using System.Globalization;
using System.Numerics;
using Lake.Engines;
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
        object?[] list => new PyList(list.Select(ToTemplate)),
        KeyValuePair<string, object?>[] fields => new PyDict(fields.Select(f => KeyValuePair.Create(f.Key, ToTemplate(f.Value)))),
        KeyValuePair<object, object?>[] entries => Map(entries),
        _ => cell.ToString(),
    };

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
            map[ToTemplate(key)] = ToTemplate(value);
        }

        return map;
    }
}
