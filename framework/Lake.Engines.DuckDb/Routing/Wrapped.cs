using Lake.Engines.DuckDb.Sessions;
using Lake.Sql.Lexing;
using Lake.Sql.Parsing;
using Lake.Sql.Statements;
using Lake.Text;

namespace Lake.Engines.DuckDb.Routing;

/// <summary>
/// PREPARE and EXPLAIN ANALYZE of a statement that changes the lakehouse, which are to be refused: DuckDB would run it on
/// what stands for the table.
/// </summary>
internal static class Wrapped
{
    /// <summary>The statement within; null for other statements.</summary>
    public static TextSpan? ChangeOf(StatementContext context)
    {
        var tokens = context.Statement.Tokens;
        var isWrapper = tokens[0].IsWord("prepare")
            || (tokens[0].IsWord("explain") && tokens.Skip(1).TakeWhile(t => t.IsOperator("(") || t.IsOperator(",") || t.IsWord("analyze")).Any(t => t.IsWord("analyze")));
        var verb = isWrapper ? tokens.Skip(1).FirstOrDefault(IsVerb) : default;
        if (verb.Text is null)
        {
            return null;
        }

        var span = TextSpan.FromBounds(verb.Span.Start, context.Statement.Span.End);
        var inner = SqlScript.Parse(new SourceFile(context.Source.Path, context.Source.GetText(span))).Statements.FirstOrDefault();
        return inner is null or OtherStatement || (inner is ChangeStatement change && context.Session.Names.Resolve(change.Target) is null) ? null : span;
    }

    private static bool IsVerb(SqlToken token) => token.Kind == SqlTokenKind.Word && token.Text.ToUpperInvariant() is
        "INSERT" or "UPDATE" or "DELETE" or "MERGE" or "WITH" or "TRUNCATE" or "COPY" or "CREATE" or "DROP" or "ALTER";
}
