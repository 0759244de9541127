using System.Collections.Immutable;
using Lake.Sql;
using Lake.Sql.Lexing;
using Lake.Text;

namespace Lake.Engines.Trino.Statements;

/// <summary>A place in a statement that may mean a relation.</summary>
/// <param name="IsQualifier">True for the <c>t</c> of a column <c>t.id</c>.</param>
internal sealed record NameUse(TextSpan Span, RelationName Name, bool IsQualifier);

/// <summary>Names in a statement that may be those of relations.</summary>
internal static class NameScan
{
    private static readonly string[] BeforeRelations = ["from", "join", "into", "table", "view", "update", "using", "exists"];

    /// <summary>Words that may follow a relation; any other word there is an alias.</summary>
    private static readonly string[] AfterRelations =
    [
        "set", "where", "on", "using", "group", "order", "limit", "left", "right", "inner", "full", "cross", "join", "natural", "union", "except", "intersect",
        "having", "window", "offset", "fetch", "for", "tablesample", "values", "select", "with", "when", "rename", "add", "drop", "alter", "execute",
    ];

    /// <summary>
    /// Names of three parts, of longer ones such as those of columns the first three, shorter names where only a
    /// relation can stand, and qualifiers of columns that stand for one without an alias. In the statement's order.
    /// </summary>
    /// <param name="resolve">The full name from its parts.</param>
    public static IEnumerable<NameUse> Find(TrinoStatement statement, Func<IReadOnlyList<string>, RelationName> resolve)
    {
        var names = Dotted(statement.Tokens).ToList();
        var unaliased = names
            .Where(n => IsRelation(statement.Tokens, n) && !IsAliased(statement.Tokens, n))
            .Select(n => resolve(Parts(statement.Tokens, n)))
            .DistinctBy(n => n.Identifier, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(n => n.Identifier, StringComparer.OrdinalIgnoreCase);
        foreach (var name in names)
        {
            var parts = Parts(statement.Tokens, name);
            if (IsRelation(statement.Tokens, name))
            {
                var last = statement.Tokens[name.Start + (2 * (Math.Min(3, parts.Length) - 1))];
                yield return new NameUse(TextSpan.FromBounds(statement.Tokens[name.Start].Span.Start, last.Span.End), resolve(parts), IsQualifier: false);
            }
            else if (parts.Length == 2 && unaliased.TryGetValue(parts[0], out var relation))
            {
                yield return new NameUse(statement.Tokens[name.Start].Span, relation, IsQualifier: true);
            }
        }
    }

    private static IEnumerable<(int Start, int End)> Dotted(ImmutableArray<SqlToken> tokens)
    {
        for (var i = 0; i < tokens.Length; i++)
        {
            if (tokens[i].IsIdentifier)
            {
                var start = i;
                while (i + 2 < tokens.Length && tokens[i + 1].IsOperator(".") && tokens[i + 2].IsIdentifier)
                {
                    i += 2;
                }

                yield return (start, i);
            }
        }
    }

    private static string[] Parts(ImmutableArray<SqlToken> tokens, (int Start, int End) name) =>
        [.. Enumerable.Range(0, ((name.End - name.Start) / 2) + 1).Select(i => tokens[name.Start + (2 * i)].Name)];

    private static bool IsRelation(ImmutableArray<SqlToken> tokens, (int Start, int End) name) =>
        name.End - name.Start >= 4
        || (name.Start > 0 && tokens[name.Start - 1].Kind == SqlTokenKind.Word && BeforeRelations.Contains(tokens[name.Start - 1].Text, StringComparer.OrdinalIgnoreCase));

    private static bool IsAliased(ImmutableArray<SqlToken> tokens, (int Start, int End) name) =>
        name.End + 1 < tokens.Length && tokens[name.End + 1] is { IsIdentifier: true } next
        && (next.Kind == SqlTokenKind.QuotedIdentifier || !AfterRelations.Contains(next.Text, StringComparer.OrdinalIgnoreCase));
}
