using System.Text.RegularExpressions;
using Lake.Sql.Lexing;
using Lake.Text;

namespace Lake.Runner.Fusing;

/// <summary>
/// Recognizes queries of data tests that one scan of the tested relation can answer along with others. They are known by
/// their text, so a test that a project writes in its own way is taken for what it is.
/// </summary>
internal static partial class TestShape
{
    private static readonly string[] EndOfPredicate =
        ["group", "having", "order", "limit", "union", "except", "intersect", "qualify", "window", "offset", "fetch", "join"];

    /// <summary>
    /// An aggregate over the relation that is zero exactly when the query gives no rows; null when the query has another shape.
    /// </summary>
    /// <param name="relation">As the query names it.</param>
    public static string? AggregateOf(string sql, string relation)
    {
        var (text, of) = (Normal(sql), Normal(relation));
        if (Unique().Match(text) is { Success: true } unique && unique.Groups["r"].Value == of)
        {
            return $"count({unique.Groups["c"].Value}) - count(distinct {unique.Groups["c"].Value})";
        }

        if (AcceptedValues().Match(text) is { Success: true } accepted && accepted.Groups["r"].Value == of)
        {
            return $"count(*) filter (where ({accepted.Groups["c"].Value}) not in {accepted.Groups["v"].Value})";
        }

        return Selection().Match(text) is { Success: true } plain && plain.Groups["r"].Value == of && IsPredicate(plain.Groups["p"].Value)
            && IsOf(plain.Groups["l"].Value, plain.Groups["p"].Value)
            ? $"count(*) filter (where {plain.Groups["p"].Value})"
            : null;
    }

    /// <summary>Tokens with one space between them, comments left out.</summary>
    private static string Normal(string sql) => string.Join(' ', SqlLexer.Tokenize(new SourceFile("<test>", sql)).Tokens.Select(t => t.Text));

    private static bool IsPredicate(string text)
    {
        var depth = 0;
        foreach (var token in SqlLexer.Tokenize(new SourceFile("<test>", text)).Tokens)
        {
            depth += token.Text switch
            {
                "(" or "[" or "{" => 1,
                ")" or "]" or "}" => -1,
                _ => 0,
            };
            if (depth == 0 && (token.Text == ";" || EndOfPredicate.Any(token.IsWord)))
            {
                return false;
            }
        }

        return depth == 0;
    }

    /// <summary>What is selected must exist: either everything, or names that the predicate holds too.</summary>
    private static bool IsOf(string list, string predicate)
    {
        var names = predicate.Split(' ').ToHashSet(StringComparer.OrdinalIgnoreCase);
        return list.Split(" , ").All(item => item == "*" || (!item.Contains(' ', StringComparison.Ordinal) && names.Contains(item)));
    }

    [GeneratedRegex(@"^select (?<c>.+) as unique_field , count \( \* \) as n_records from (?<r>.+?) where \k<c> is not null group by \k<c> having count \( \* \) > 1$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Unique();

    [GeneratedRegex(@"^with all_values as \( select (?<c>.+) as value_field , count \( \* \) as n_records from (?<r>.+?) group by \k<c> \) select \* from all_values where value_field not in (?<v>\( .+ \))$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AcceptedValues();

    [GeneratedRegex(@"^select (?!distinct )(?<l>[\w ,*""]+?) from (?<r>.+?) where (?<p>.+)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Selection();
}
