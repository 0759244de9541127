using System.Collections.Immutable;
using System.Text;

namespace Lake.Text;

/// <summary>The first rows of the data that a diagnostic is about.</summary>
/// <param name="Title">What they are, as a heading: <c>the first failing rows</c>.</param>
/// <param name="Rows">Cells as text in the order of the columns; null for SQL's NULL.</param>
public sealed record DataExcerpt(string Title, ImmutableArray<string> Columns, ImmutableArray<ImmutableArray<string?>> Rows)
{
    private const int WidestCell = 40;
    private const int MostColumns = 8;

    /// <summary>One line a row, below the names of the columns; long cells and wide rows are cut.</summary>
    public IEnumerable<string> Lines()
    {
        var count = Math.Min(Columns.Length, MostColumns);
        var lines = Rows.Select(r => r.Take(count).Select(c => Cell(c ?? "NULL")).ToList()).Prepend([.. Columns.Take(count).Select(Cell)]).ToList();
        var widths = Enumerable.Range(0, count).Select(i => lines.Max(l => l[i].Length)).ToList();
        return lines.Select(cells => string.Join("  ", cells.Select((c, i) => c.PadRight(widths[i]))).TrimEnd() + (Columns.Length > count ? "  …" : ""));
    }

    private static string Cell(string text)
    {
        var line = new StringBuilder(text).Replace('\n', ' ').Replace('\r', ' ').Replace('\t', ' ');
        return line.Length <= WidestCell ? line.ToString() : line.ToString(0, WidestCell - 1) + "…";
    }
}
