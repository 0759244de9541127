using System.Collections.Immutable;
using Lake.Engines.DuckDb.Sessions;
using Lake.Sql.Lexing;
using Lake.Sql.Statements;
using Lake.Text;

namespace Lake.Engines.DuckDb.Routing;

/// <summary>The one query that a statement for DuckDB runs: itself, or what EXPLAIN, COPY and CREATE TABLE … AS hold.</summary>
internal static class PlainQuery
{
    /// <summary>Null when the statement is none of those.</summary>
    public static string? Of(StatementContext context) => context.Statement switch
    {
        CreateTableStatement { Query: { } query } => context.Source.GetText(query),
        InsertStatement { Query: { } query } insert => $"{(insert.With is { } with ? context.Source.GetText(with) : "")}\n{context.Source.GetText(query)}",
        OtherStatement { Keyword: "SELECT" or "FROM" or "WITH" or "VALUES" or "(" } other => context.Source.GetText(other.Span),
        OtherStatement { Keyword: "CREATE" } create when create.Tokens.Take(5).Any(token => token.IsWord("table")) => From(context, create.Tokens, Behind(create.Tokens, "as")),
        OtherStatement { Keyword: "EXPLAIN" } explain => From(context, explain.Tokens, Explained(explain.Tokens)),
        OtherStatement { Keyword: "COPY", Tokens: [_, var open, ..] tokens } when open.IsOperator("(") => Within(context, tokens),
        _ => null,
    };

    private static int Explained(ImmutableArray<SqlToken> tokens)
    {
        var at = tokens.Length > 1 && tokens[1].IsWord("analyze") ? 2 : 1;
        return at < tokens.Length && tokens[at].IsOperator("(") && SqlBrackets.Closing(tokens, at) is { } close && !tokens[at + 1].IsWord("select") ? close + 1 : at;
    }

    /// <summary>The place behind a word that stands in no parentheses.</summary>
    private static int Behind(ImmutableArray<SqlToken> tokens, string word)
    {
        var depth = 0;
        for (var i = 0; i < tokens.Length; i++)
        {
            depth += tokens[i].IsOperator("(") ? 1 : tokens[i].IsOperator(")") ? -1 : 0;
            if (depth == 0 && tokens[i].IsWord(word))
            {
                return i + 1;
            }
        }

        return tokens.Length;
    }

    private static string? From(StatementContext context, ImmutableArray<SqlToken> tokens, int at) =>
        at < tokens.Length ? context.Source.GetText(TextSpan.FromBounds(tokens[at].Span.Start, context.Statement.Span.End)) : null;

    private static string? Within(StatementContext context, ImmutableArray<SqlToken> tokens) =>
        SqlBrackets.Closing(tokens, 1) is { } close ? context.Source.GetText(TextSpan.FromBounds(tokens[1].Span.End, tokens[close].Span.Start)) : null;
}
