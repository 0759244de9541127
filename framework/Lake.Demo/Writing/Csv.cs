using System.Text;

namespace Lake.Demo.Writing;

/// <summary>CSV as RFC 4180 has it, with LF line ends.</summary>
public static class Csv
{
    public static string Write(IEnumerable<IEnumerable<string?>> rows, string nullText = "")
    {
        var text = new StringBuilder();
        foreach (var row in rows)
        {
            text.AppendJoin(',', row.Select(cell => cell is null ? nullText : Quote(cell, nullText))).Append('\n');
        }

        return text.ToString();
    }

    private static string Quote(string cell, string nullText) =>
        cell.AsSpan().IndexOfAny("\",\n\r") >= 0 || cell == nullText
            ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\""
            : cell;
}
