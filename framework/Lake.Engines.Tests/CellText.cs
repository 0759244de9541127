using System.Globalization;

namespace Lake.Engines.Tests;

/// <summary>A cell of a result as baselines show it.</summary>
public static class CellText
{
    public static string Of(object? cell) => cell switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        byte[] bytes => "x" + Convert.ToHexString(bytes),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture),
        SqlTimestamp time => time.ToDateTime().ToString(time.IsInstant ? "yyyy-MM-dd HH:mm:ss.FFFFFF'Z'" : "yyyy-MM-dd HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture),
        object?[] list => $"[{string.Join(", ", list.Select(Of))}]",
        KeyValuePair<string, object?>[] members => $"{{{string.Join(", ", members.Select(m => $"{m.Key}: {Of(m.Value)}"))}}}",
        KeyValuePair<object, object?>[] entries => $"<{string.Join(", ", entries.Select(e => $"{Of(e.Key)}: {Of(e.Value)}"))}>",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => cell.ToString() ?? "",
    };
}
