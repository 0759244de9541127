using System.Collections.Immutable;
using Lake.Engines.DuckDb.Changes;
using Lake.Engines.DuckDb.Sessions;
using Lake.Engines.DuckDb.Text;
using Lake.Sql;
using Lake.Sql.Lexing;
using Lake.Sql.Statements;
using Lake.Text;

namespace Lake.Engines.DuckDb.Statements;

/// <summary>The source of a MERGE: how its clauses call it, and its columns.</summary>
/// <param name="Name">Its full name, when it is a table without alias.</param>
internal sealed record MergeInput(string Alias, QualifiedName? Name, ImmutableArray<RelationColumn> Columns)
{
    /// <summary>A column that is true in every row of the source, and so NULL where an outer join found none.</summary>
    public const string Marker = "__lake_source";

    public string Present => $"{SqlText.Identifier(Alias)}.{Marker}";

    public static MergeInput Read(StatementContext context, MergeStatement statement)
    {
        var tokens = statement.Tokens.Where(t => t.Span.Start >= statement.Source.Start && t.Span.End <= statement.Source.End).ToImmutableArray();
        var (alias, name) = AliasOf(tokens);
        var query = new SqlComposer(context.Source);
        query = (statement.With is { } with ? query.Copy(with).Add("\n") : query).Add("SELECT * FROM ").Copy(statement.Source).Add("\n");
        return new MergeInput(
            alias ?? throw context.Unsupported(statement.Source, "The source of a MERGE needs a name.", "write AS and an alias behind it"),
            name,
            [.. context.Describe(query)]);
    }

    /// <summary>
    /// Where only one side of the join has a row, names without a table in front mean that side, also if the other has a
    /// column of the same name.
    /// </summary>
    public (string Alias, IReadOnlySet<string> Columns)? Scope(MergeClause clause, ChangeSource target) => clause.Match switch
    {
        MergeMatch.NotMatchedByTarget => (Alias, Columns.Select(c => c.Name).ToHashSet(StringComparer.OrdinalIgnoreCase)),
        MergeMatch.NotMatchedBySource => (target.Alias, target.Schema.Fields.Select(f => f.Name).ToHashSet(StringComparer.OrdinalIgnoreCase)),
        MergeMatch.Matched when clause.Match == MergeMatch.Matched => null,
        _ => null,
    };

    /// <summary>Refuses an expression that names the side of which there is no row.</summary>
    public void Check(StatementContext context, MergeClause clause, ChangeSource target, TextSpan expression)
    {
        var absent = clause.Match switch
        {
            MergeMatch.NotMatchedByTarget => target.Alias,
            MergeMatch.NotMatchedBySource => Alias,
            MergeMatch.Matched => null,
        };
        var tokens = context.Statement.Tokens;
        for (var i = 1; absent is not null && i + 1 < tokens.Length; i++)
        {
            if (expression.Start <= tokens[i].Span.Start && tokens[i].Span.End <= expression.End && tokens[i].IsIdentifier
                && string.Equals(tokens[i].Name, absent, StringComparison.OrdinalIgnoreCase) && tokens[i + 1].IsOperator(".") && !tokens[i - 1].IsOperator("."))
            {
                throw EngineRules.UnknownColumn.Error(
                    context.At(tokens[i].Span), $"The rows of this clause match none of '{absent}', so it has no columns here.", "use the other side's columns");
            }
        }
    }

    private static (string? Alias, QualifiedName? Name) AliasOf(ImmutableArray<SqlToken> tokens)
    {
        // … alias(columns)
        var last = tokens.Length - 1;
        var open = tokens[last].IsOperator(")") ? OpeningOf(tokens, last) : -1;
        if (open > 1 && tokens[open - 1].IsIdentifier && (tokens[open - 2].IsOperator(")") || tokens[open - 2].IsIdentifier))
        {
            return (tokens[open - 1].IsWord("as") ? null : tokens[open - 1].Name, null);
        }

        if (open > 0 && tokens[open - 1].IsIdentifier)
        {
            return (tokens[open - 1].Name, null);
        }

        if (open >= 0)
        {
            return ("__lake_input", null);
        }

        var isPath = tokens.Select((token, i) => i % 2 == 0 ? token.IsIdentifier : token.IsOperator(".")).All(ok => ok);
        return (tokens[last].IsIdentifier ? tokens[last].Name : null, isPath ? PathOf(tokens) : null);
    }

    private static QualifiedName PathOf(ImmutableArray<SqlToken> tokens)
    {
        var parts = tokens.Where(t => t.IsIdentifier).Select(t => new SqlName(t.Name, t.Span)).ToImmutableArray();
        return new QualifiedName(parts, TextSpan.Cover(parts[0].Span, parts[^1].Span));
    }

    private static int OpeningOf(ImmutableArray<SqlToken> tokens, int close)
    {
        var depth = 0;
        for (var i = close; i >= 0; i--)
        {
            depth += tokens[i].IsOperator(")") ? 1 : tokens[i].IsOperator("(") ? -1 : 0;
            if (depth == 0)
            {
                return i;
            }
        }

        return -1;
    }
}
