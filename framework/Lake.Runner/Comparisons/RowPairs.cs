namespace Lake.Runner.Comparisons;

/// <param name="Expected">Null where the actual row is one too many.</param>
/// <param name="Actual">Null where the expected row is missing.</param>
internal sealed record RowPair(string?[]? Expected, string?[]? Actual);

/// <summary>Which expected row each actual row stands for: an equal one, else the one with most cells in common.</summary>
internal static class RowPairs
{
    /// <summary>Looking for likely pairs among more rows would take too long.</summary>
    private const int MostToPair = 1000;

    public static List<RowPair> Find(List<string?[]> expected, List<string?[]> actual)
    {
        var pairs = new List<RowPair>();
        var (missing, added) = (new List<string?[]>(), actual.ToList());
        var equal = added.ToLookup(Key, StringComparer.Ordinal).ToDictionary(g => g.Key, g => new Queue<string?[]>(g), StringComparer.Ordinal);
        foreach (var row in expected)
        {
            if (equal.TryGetValue(Key(row), out var same) && same.TryDequeue(out var found))
            {
                pairs.Add(new RowPair(row, found));
                added.Remove(found);
            }
            else
            {
                missing.Add(row);
            }
        }

        PairLikely(missing, added, pairs);
        pairs.AddRange(missing.Select(row => new RowPair(row, null)));
        pairs.AddRange(added.Select(row => new RowPair(null, row)));
        var order = actual.Concat(expected).Select((row, i) => (row, i)).ToDictionary(p => p.row, p => p.i);
        var place = expected.Select((row, i) => (row, i)).ToDictionary(p => p.row, p => p.i);
        return [.. pairs.OrderBy(p => p.Expected is { } row ? place[row] : order[p.Actual ?? []])];
    }

    private static void PairLikely(List<string?[]> missing, List<string?[]> added, List<RowPair> pairs)
    {
        if (missing.Count > MostToPair || added.Count > MostToPair)
        {
            return;
        }

        var likely = missing.SelectMany((row, i) => added.Select((other, j) => (row, other, i, j, common: Common(row, other))))
            .Where(p => p.common > 0).OrderByDescending(p => p.common).ThenBy(p => Math.Abs(p.i - p.j)).ThenBy(p => p.i);
        foreach (var (row, other, _, _, _) in likely.ToList())
        {
            if (missing.Contains(row) && added.Contains(other))
            {
                missing.Remove(row);
                added.Remove(other);
                pairs.Add(new RowPair(row, other));
            }
        }
    }

    private static int Common(string?[] one, string?[] other) => one.Zip(other).Count(c => c.First is not null && c.First == c.Second);

    private static string Key(string?[] row) => string.Join('\u001f', row.Select(c => c is null ? "\u0000" : c));
}
