using Lake.Sql;
using Lake.Sql.Lexing;
using Lake.Text;

namespace Lake.Engines.Trino.Statements;

/// <summary>Names in a statement that may be those of relations.</summary>
internal static class NameScan
{
    private static readonly string[] BeforeRelations = ["from", "join", "into", "table", "view", "update", "using", "on", "exists"];

    /// <summary>
    /// The places of names of three or more parts, and of shorter ones where only a relation can stand. Of longer names, such as those
    /// of columns, the first three parts.
    /// </summary>
    /// <param name="resolve">The full name from its parts.</param>
    public static IEnumerable<(TextSpan Span, RelationName Name)> Find(TrinoStatement statement, Func<IReadOnlyList<string>, RelationName> resolve)
    {
        var tokens = statement.Tokens;
        for (var i = 0; i < tokens.Length; i++)
        {
            if (!tokens[i].IsIdentifier)
            {
                continue;
            }

            var start = i;
            var parts = new List<SqlToken> { tokens[i] };
            while (i + 2 < tokens.Length && tokens[i + 1].IsOperator(".") && tokens[i + 2].IsIdentifier)
            {
                i += 2;
                parts.Add(tokens[i]);
            }

            var isRelation = parts.Count >= 3 || (start > 0 && tokens[start - 1].Kind == SqlTokenKind.Word && BeforeRelations.Contains(tokens[start - 1].Text, StringComparer.OrdinalIgnoreCase));
            if (isRelation)
            {
                var named = parts.Take(3).ToList();
                yield return (TextSpan.FromBounds(named[0].Span.Start, named[^1].Span.End), resolve([.. named.Select(p => p.Name)]));
            }
        }
    }
}
