using System.Text.RegularExpressions;

namespace Lake.Loader.Tables;

/// <summary>
/// Turns texts into values of a declared type, and says which texts are no such value. Stricter than a cast, which
/// would round <c>1.5</c> to an integer and drop the offset of a time.
/// </summary>
internal static partial class TextConversion
{
    public static bool IsText(string type) => type.ToUpperInvariant() is "VARCHAR" or "TEXT" or "STRING";

    /// <summary>SQL for the value, null when the text is no value of the type.</summary>
    public static string Value(string text, string type)
    {
        if (IsText(type))
        {
            return text;
        }

        var trimmed = Trimmed(text);
        var upper = type.ToUpperInvariant();
        return upper switch
        {
            "TINYINT" or "SMALLINT" or "INTEGER" or "INT" or "BIGINT" or "LONG" or "HUGEINT" =>
                $"CASE WHEN regexp_full_match({trimmed}, '[+-]?[0-9]+') THEN TRY_CAST({trimmed} AS {type}) END",
            "TIMESTAMP" or "DATETIME" =>
                $"CASE WHEN regexp_matches({trimmed}, '[0-9]{{1,2}}:.*([zZ]|[+-][0-9]{{2}}(:?[0-9]{{2}})?)$') "
                + $"THEN TRY_CAST({trimmed} AS TIMESTAMPTZ) AT TIME ZONE 'UTC' ELSE TRY_CAST({trimmed} AS TIMESTAMP) END",
            _ when Decimal().Match(upper) is { Success: true } match =>
                $"CASE WHEN regexp_full_match({trimmed}, '[+-]?[0-9]*([.][0-9]{{0,{match.Groups["scale"].Value}}}0*)?') "
                + $"THEN TRY_CAST({trimmed} AS {type}) END",
            _ => $"TRY_CAST({trimmed} AS {type})",
        };
    }

    /// <summary>SQL that is true when the text is no value of the type; null when every text is one.</summary>
    public static string? IsWrong(string text, string type) =>
        IsText(type) ? null : $"({Trimmed(text)} IS NOT NULL AND {Value(text, type)} IS NULL)";

    /// <summary>An empty text stands for null in every type but text itself.</summary>
    private static string Trimmed(string text) => $"nullif(trim({text}), '')";

    [GeneratedRegex(@"^DECIMAL\s*\(\s*\d+\s*,\s*(?<scale>\d+)\s*\)$", RegexOptions.CultureInvariant)]
    private static partial Regex Decimal();
}
