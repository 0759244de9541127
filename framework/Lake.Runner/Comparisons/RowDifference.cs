using System.Collections.Immutable;
using System.Globalization;
using Lake.Engines;
using Lake.Text;

namespace Lake.Runner.Comparisons;

/// <summary>
/// Two sets of rows side by side, in dbt's notation: <c>→</c> before a row that differs in some cells, <c>+++</c> before one
/// that only the actual rows have, <c>---</c> before one that only the expected ones have. The order of rows does not count.
/// </summary>
internal sealed class RowDifference
{
    private const string Changed = "→";
    private const string Added = "+++";
    private const string Missing = "---";
    private const string Left = "...";
    private const int MostColumns = 7;

    private readonly ImmutableArray<string> _columns;
    private readonly List<(string Mark, string[] Cells)> _lines;

    private RowDifference(ImmutableArray<string> columns, List<(string Mark, string[] Cells)> lines) => (_columns, _lines) = (columns, lines);

    /// <summary>Null when both have the same rows.</summary>
    public static RowDifference? Of(ImmutableArray<string> columns, List<object?[]> expected, List<object?[]> actual)
    {
        var theirs = expected.Select(Texts).Order(Comparer<string?[]>.Create(Compare)).ToList();
        var ours = actual.Select(Texts).Order(Comparer<string?[]>.Create(Compare)).ToList();
        var pairs = RowPairs.Find(theirs, ours);
        return pairs.TrueForAll(p => p.Expected is not null && p.Actual is not null && p.Expected.SequenceEqual(p.Actual))
            ? null
            : new RowDifference(columns, [.. pairs.Select(Line)]);
    }

    /// <summary>As dbt writes it into <c>run_results.json</c>.</summary>
    public string Text()
    {
        var lines = Shown().Select(l => l.Cells.Prepend(l.Mark).ToList()).Prepend([.. _columns.Prepend("@@")]).ToList();
        var widths = Enumerable.Range(0, _columns.Length + 1).Select(i => lines.Max(l => l[i].Length)).ToList();
        return string.Concat(lines.Select(l => string.Join(',', l.Select((cell, i) => i == l.Count - 1 ? cell : cell.PadRight(widths[i]))) + "\n"));
    }

    /// <summary>For the terminal: the columns that differ, and others as far as there is room.</summary>
    public DataExcerpt Excerpt()
    {
        var differing = Enumerable.Range(0, _columns.Length).Where(i => _lines.Exists(l => l.Mark == Changed && l.Cells[i].Contains(Changed, StringComparison.Ordinal))).ToList();
        var chosen = differing.Concat(Enumerable.Range(0, _columns.Length).Except(differing)).Take(MostColumns).Order().ToList();
        return new DataExcerpt(
            $"expected{Changed}actual ({Added} not expected, {Missing} missing)",
            [.. chosen.Select(i => _columns[i]).Prepend("")],
            [.. Shown().Select(l => chosen.Select(i => (string?)l.Cells[i]).Prepend(l.Mark).ToImmutableArray())]);
    }

    /// <summary>Rows that differ, each with the one before and behind it; the others are left out.</summary>
    private List<(string Mark, string[] Cells)> Shown()
    {
        var shown = new List<(string Mark, string[] Cells)>();
        for (var i = 0; i < _lines.Count; i++)
        {
            if (_lines.Skip(Math.Max(0, i - 1)).Take(i == 0 ? 2 : 3).Any(l => l.Mark.Length > 0))
            {
                shown.Add(_lines[i]);
            }
            else if (shown.Count == 0 || shown[^1].Mark != Left)
            {
                shown.Add((Left, [.. _columns.Select(_ => Left)]));
            }
        }

        return shown;
    }

    private static (string Mark, string[] Cells) Line(RowPair pair) => pair switch
    {
        { Expected: { } expected, Actual: { } actual } => expected.SequenceEqual(actual)
            ? ("", [.. expected.Select(Show)])
            : (Changed, [.. expected.Zip(actual, (e, a) => e == a ? Show(e) : $"{Show(e)}{Changed}{Show(a)}")]),
        { Actual: { } actual } => (Added, [.. actual.Select(Show)]),
        _ => (Missing, [.. (pair.Expected ?? []).Select(Show)]),
    };

    private static string?[] Texts(object?[] row) => Array.ConvertAll(row, CellFormat.Text);

    private static string Show(string? cell) => cell ?? "NULL";

    /// <summary>Numbers by value, nulls last.</summary>
    private static int Compare(string?[] one, string?[] other)
    {
        for (var i = 0; i < one.Length; i++)
        {
            var order = (one[i], other[i]) switch
            {
                (null, null) => 0,
                (null, _) => 1,
                (_, null) => -1,
                ({ } a, { } b) when Number(a) is { } x && Number(b) is { } y && x != y => x.CompareTo(y),
                ({ } a, { } b) => string.CompareOrdinal(a, b),
            };
            if (order != 0)
            {
                return order;
            }
        }

        return 0;
    }

    private static double? Number(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
