namespace Lake.Text;

/// <summary>Guesses what name was meant.</summary>
public static class Spelling
{
    /// <summary>
    /// The candidate nearest to <paramref name="name"/>, or null when none is near: one edit for names of up to four
    /// letters, a third of the length for longer ones. Case does not count.
    /// </summary>
    public static string? Closest(string name, IEnumerable<string> candidates)
    {
        var limit = Math.Max(1, name.Length / 3);
        string? best = null;
        foreach (var candidate in candidates)
        {
            if (Math.Abs(candidate.Length - name.Length) > limit || candidate == name)
            {
                continue;
            }

            var distance = Distance(name, candidate, limit);
            if (distance <= limit && (best is null || distance < limit || string.CompareOrdinal(candidate, best) < 0))
            {
                best = candidate;
                limit = distance;
            }
        }

        return best;
    }

    /// <summary><c>did you mean 'x'?</c>, or null when no candidate is near.</summary>
    public static string? Hint(string name, IEnumerable<string> candidates) =>
        Closest(name, candidates) is { } closest ? $"did you mean '{closest}'?" : null;

    /// <summary>Optimal string alignment distance (insert, delete, replace, swap of neighbours), at most limit + 1.</summary>
    private static int Distance(string a, string b, int limit)
    {
        var rows = new int[3][];
        for (var i = 0; i < 3; i++)
        {
            rows[i] = new int[b.Length + 1];
        }

        for (var j = 0; j <= b.Length; j++)
        {
            rows[0][j] = j;
        }

        for (var i = 1; i <= a.Length; i++)
        {
            var (row, above, twoAbove) = (rows[i % 3], rows[(i - 1) % 3], rows[(i + 1) % 3]);
            row[0] = i;
            var smallest = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var cost = Same(a[i - 1], b[j - 1]) ? 0 : 1;
                row[j] = Math.Min(Math.Min(row[j - 1], above[j]) + 1, above[j - 1] + cost);
                if (i > 1 && j > 1 && Same(a[i - 1], b[j - 2]) && Same(a[i - 2], b[j - 1]))
                {
                    row[j] = Math.Min(row[j], twoAbove[j - 2] + 1);
                }

                smallest = Math.Min(smallest, row[j]);
            }

            if (smallest > limit)
            {
                return limit + 1;
            }
        }

        return rows[a.Length % 3][b.Length];
    }

    private static bool Same(char a, char b) => char.ToUpperInvariant(a) == char.ToUpperInvariant(b);
}
