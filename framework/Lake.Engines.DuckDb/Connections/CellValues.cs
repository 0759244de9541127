using Lake.DuckDb.Values;

namespace Lake.Engines.DuckDb.Connections;

/// <summary>DuckDB's cells in the shapes that <see cref="IQueryResult.Rows"/> promises.</summary>
internal static class CellValues
{
    public static object?[] Row(object?[] cells)
    {
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = Convert(cells[i]);
        }

        return cells;
    }

    private static object? Convert(object? cell) => cell switch
    {
        DuckDbDecimal number => new SqlDecimal(number.Unscaled, number.Scale),
        DuckDbTimestamp { IsPositiveInfinity: false, IsNegativeInfinity: false, Nanoseconds: 0 } time => new SqlTimestamp(time.Microseconds, time.IsInstant),
        DuckDbTimestamp or DuckDbDate or DuckDbTime or DuckDbTimeTz or DuckDbInterval => cell.ToString(),
        object?[] list => Row(list),
        KeyValuePair<string, object?>[] members => Array.ConvertAll(members, m => KeyValuePair.Create(m.Key, Convert(m.Value))),
        KeyValuePair<object, object?>[] entries => Array.ConvertAll(entries, e => KeyValuePair.Create(Convert(e.Key) ?? DBNull.Value, Convert(e.Value))),
        _ => cell,
    };
}
