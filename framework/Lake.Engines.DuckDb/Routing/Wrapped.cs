using System.Diagnostics;
using System.Globalization;
using Lake.Engines.DuckDb.Connections;
using Lake.Engines.DuckDb.Sessions;
using Lake.Sql.Lexing;
using Lake.Sql.Parsing;
using Lake.Sql.Statements;
using Lake.Text;

namespace Lake.Engines.DuckDb.Routing;

/// <summary>PREPARE and EXPLAIN ANALYZE of a statement that changes the lakehouse: DuckDB would run it on what stands for the table.</summary>
internal static class Wrapped
{
    /// <summary>The statement within; null for other statements.</summary>
    public static StatementContext? ChangeOf(StatementContext context)
    {
        var tokens = context.Statement.Tokens;
        var isWrapper = (tokens[0].IsWord("prepare") && tokens.Length > 2 && tokens[2].IsWord("as"))
            || (tokens[0].IsWord("explain") && tokens.Skip(1).TakeWhile(t => t.IsOperator("(") || t.IsOperator(",") || t.IsWord("analyze")).Any(t => t.IsWord("analyze")));
        var verb = isWrapper ? tokens.Skip(1).FirstOrDefault(IsVerb) : default;
        if (verb.Text is null)
        {
            return null;
        }

        var inner = Within(context, "", verb.Span.Start);
        return inner.Statement is OtherStatement or InvalidStatement || (inner.Statement is ChangeStatement change && context.Session.Names.Resolve(change.Target) is null) ? null : inner;
    }

    /// <summary>PREPARE looks whether there is such a table, and nothing else happens before EXECUTE.</summary>
    public static IQueryResult Prepare(StatementContext inner)
    {
        if (inner.Statement is ChangeStatement change)
        {
            _ = inner.Table(change.Target);
        }

        return new CountResult(null);
    }

    /// <summary>The plan of the change, which is then made; what it took.</summary>
    public static IQueryResult Analyze(StatementContext context, StatementContext inner, Func<StatementContext, IQueryResult> run)
    {
        using var explained = run(Within(context, "EXPLAIN ", inner.Statement.Span.Start));
        var plan = string.Concat(explained.Rows.Select(row => row[^1]));
        var clock = Stopwatch.StartNew();
        using var changed = run(inner);
        var rows = changed.RowsAffected ?? 0;
        var cost = string.Create(CultureInfo.InvariantCulture, $"Total Time: {clock.Elapsed.TotalSeconds:0.0000}s\nRows: {rows}\n");
        cost += inner.Statement is MergeStatement merge ? $"Actions: {string.Join(", ", merge.Clauses.Select(clause => clause.Verb).Distinct())}\n" : "";
        return new RowsResult([new RelationColumn("explain_key", "VARCHAR"), new RelationColumn("explain_value", "VARCHAR")], [["analyzed_plan", cost + plan]], rows);
    }

    /// <summary>The end of the statement alone, at the place where it stands, or behind another word.</summary>
    private static StatementContext Within(StatementContext context, string before, int start)
    {
        var text = context.Source.GetText(TextSpan.FromBounds(start, context.Statement.Span.End));
        var source = new SourceFile(context.Source.Path, (before.Length > 0 ? before : Blank(context.Source.Text[..start])) + text);
        return context with { Source = source, Statement = SqlScript.Parse(source).Statements[0] };
    }

    private static string Blank(string text) => string.Concat(text.Select(c => c is '\n' or '\r' ? c : ' '));

    private static bool IsVerb(SqlToken token) => token.Kind == SqlTokenKind.Word && token.Text.ToUpperInvariant() is
        "INSERT" or "UPDATE" or "DELETE" or "MERGE" or "WITH" or "TRUNCATE" or "COPY" or "CREATE" or "DROP" or "ALTER";
}
