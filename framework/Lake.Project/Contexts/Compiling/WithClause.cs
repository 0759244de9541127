namespace Lake.Project.Contexts.Compiling;

/// <summary>Where common table expressions go in a query.</summary>
/// <param name="HasWith">The query begins with <c>with</c>, so expressions join its list.</param>
/// <param name="InsertAt">Text before this offset stands before the expressions.</param>
/// <param name="ContinueAt">Text from here on follows them.</param>
internal readonly record struct WithClause(bool HasWith, int InsertAt, int ContinueAt)
{
    public static WithClause Find(string sql)
    {
        var first = SkipSpace(sql, 0);
        var start = SkipComments(sql, first);
        if (!IsWord(sql, start, "with"))
        {
            return new WithClause(false, first, first);
        }

        var end = start + "with".Length;
        var next = SkipSpace(sql, end);
        if (IsWord(sql, next, "recursive"))
        {
            end = next + "recursive".Length;
            next = SkipSpace(sql, end);
        }

        return new WithClause(true, next, next);
    }

    private static int SkipSpace(string sql, int at)
    {
        while (at < sql.Length && char.IsWhiteSpace(sql[at]))
        {
            at++;
        }

        return at;
    }

    private static int SkipComments(string sql, int at)
    {
        while (at + 1 < sql.Length)
        {
            var end = sql.AsSpan(at, 2) switch
            {
                "--" => sql.IndexOf('\n', at),
                "/*" => sql.IndexOf("*/", at + 2, StringComparison.Ordinal) is var close and >= 0 ? close + 2 : -1,
                _ => -2,
            };
            if (end == -2)
            {
                return at;
            }

            at = end < 0 ? sql.Length : SkipSpace(sql, end);
        }

        return at;
    }

    private static bool IsWord(string sql, int at, string word) =>
        string.Compare(sql, at, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0
        && (at + word.Length >= sql.Length || !(char.IsLetterOrDigit(sql[at + word.Length]) || sql[at + word.Length] == '_'));
}
