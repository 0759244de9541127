using System.Collections.Immutable;
using Lake.Engines.DuckDb.Sessions;
using Lake.Engines.DuckDb.Text;
using Lake.Sql;
using Lake.Sql.Lexing;
using Lake.Sql.Statements;
using Lake.Text;

namespace Lake.Engines.DuckDb.Changes;

/// <summary>
/// Copies expressions of a change into a query of our own, where the table is only known by an alias: full names in
/// front of columns (<c>"db"."schema"."table".column</c>) are replaced by it.
/// </summary>
/// <param name="aliases">Names in front of columns, each with the alias that stands for it.</param>
internal sealed class TargetNames(ImmutableArray<SqlToken> tokens, IReadOnlyList<(QualifiedName Name, string Alias)> aliases)
{
    /// <summary>Everything with a dot that may stand in front of a column of a table; the longest first.</summary>
    public static IEnumerable<QualifiedName> Full(StatementContext context, QualifiedName target)
    {
        var id = context.Id(target);
        string[] parts = [context.Session.Names.Database, id.Namespace.ToString(), id.Name];
        return Enumerable.Range(0, 2).Select(skip => new QualifiedName([.. parts.Skip(skip).Select(part => new SqlName(part, default))], default));
    }

    /// <param name="qualify">Columns that, where nothing stands in front, get this alias; null for none.</param>
    public SqlComposer Copy(SqlComposer target, TextSpan span, (string Alias, IReadOnlySet<string> Columns)? qualify = null)
    {
        var (from, inner) = (span.Start, 0);
        for (var i = 0; i < tokens.Length && tokens[i].Span.End <= span.End; i++)
        {
            if (tokens[i].Span.Start < span.Start)
            {
                continue;
            }

            inner += Nesting(i, inner);
            if (!tokens[i].IsIdentifier)
            {
                continue;
            }

            if (Replacement(i) is var (length, alias) && length > 0)
            {
                target.Copy(TextSpan.FromBounds(from, tokens[i].Span.Start)).Add(SqlText.Identifier(alias));
                i += length - 1;
                from = tokens[i].Span.End;
            }
            else if (inner == 0 && qualify is { } free && free.Columns.Contains(tokens[i].Name) && IsFreeColumn(i))
            {
                target.Copy(TextSpan.FromBounds(from, tokens[i].Span.Start)).Add(SqlText.Identifier(free.Alias) + ".");
                from = tokens[i].Span.Start;
            }
        }

        return target.Copy(TextSpan.FromBounds(from, span.End));
    }

    /// <summary>Whether the token opens or closes a query within, or a parenthesis inside of one.</summary>
    private int Nesting(int at, int inner) =>
        tokens[at].IsOperator("(") && (inner > 0 || IsQuery(at + 1)) ? 1 : tokens[at].IsOperator(")") && inner > 0 ? -1 : 0;

    /// <summary>How many tokens the alias replaces; 0 for none.</summary>
    private (int Length, string Alias) Replacement(int at)
    {
        if (IsOperator(at - 1, "."))
        {
            return (0, "");
        }

        foreach (var (name, alias) in aliases)
        {
            var length = (2 * name.Parts.Length) - 1;
            if (name.Parts.Length > 1 && IsOperator(at + length, ".") && name.Parts.Select((part, i) => (part, i)).All(p =>
                IsName(at + (2 * p.i), p.part.Text) && (p.i == 0 || IsOperator(at + (2 * p.i) - 1, "."))))
            {
                return (length, alias);
            }
        }

        return (0, "");
    }

    /// <summary>A name that can only be a column: no path, call, cast, named argument or typed literal.</summary>
    private bool IsFreeColumn(int at) =>
        !IsOperator(at - 1, ".") && !IsOperator(at - 1, "::") && !IsOperator(at + 1, ".") && !IsOperator(at + 1, "(")
        && !IsOperator(at + 1, ":=") && !IsOperator(at + 1, "=>") && !IsWord(at - 1, "as") && !IsWord(at - 1, "from") && !IsWord(at - 1, "join")
        && !(at + 1 < tokens.Length && tokens[at + 1].Kind == SqlTokenKind.String && tokens[at].Kind == SqlTokenKind.Word);

    /// <summary>What begins a subquery, whose own columns come first.</summary>
    private bool IsQuery(int at) => IsWord(at, "select") || IsWord(at, "from") || IsWord(at, "with") || IsWord(at, "values");

    private bool IsOperator(int at, string text) => at >= 0 && at < tokens.Length && tokens[at].IsOperator(text);

    private bool IsWord(int at, string word) => at >= 0 && at < tokens.Length && tokens[at].IsWord(word);

    private bool IsName(int at, string name) => at < tokens.Length && tokens[at].IsIdentifier
        && string.Equals(tokens[at].Name, name, StringComparison.OrdinalIgnoreCase);
}
