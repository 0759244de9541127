using Lake.Text;

namespace Lake.Engines.DuckDb.Errors;

/// <summary>What may have been meant where DuckDB's parser stopped.</summary>
internal static class SyntaxAdvice
{
    private static readonly string[] Keywords =
    [
        "select", "from", "where", "group", "order", "having", "join", "left", "inner", "outer", "cross", "union", "limit", "with", "distinct",
        "between", "partition", "over", "qualify", "using", "case", "when", "then", "else", "and", "values", "insert", "update", "delete", "create", "merge",
    ];

    /// <summary>A misspelt keyword at the place or just before it; else where to look.</summary>
    public static string Of(Location place)
    {
        var text = place.Source.Text;
        var here = Word(text, place.Span.Start);
        foreach (var word in new[] { here, Before(text, place.Span.Start) })
        {
            if (word.Length > 2 && !Keywords.Contains(word, StringComparer.OrdinalIgnoreCase) && Spelling.Closest(word, Keywords) is { } keyword)
            {
                return $"did you mean '{keyword}' for '{word}'?";
            }
        }

        return "look at this place and just before it: a comma, a bracket, a quote or a keyword is missing or too many";
    }

    private static string Word(string text, int start)
    {
        var end = start;
        while (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] == '_'))
        {
            end++;
        }

        return text[start..end];
    }

    private static string Before(string text, int offset)
    {
        var end = text.AsSpan(0, offset).TrimEnd().Length;
        var start = end;
        while (start > 0 && (char.IsLetterOrDigit(text[start - 1]) || text[start - 1] == '_'))
        {
            start--;
        }

        return text[start..end];
    }
}
