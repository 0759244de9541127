using System.Collections.Immutable;
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
    /// <param name="qualify">Columns that, where nothing stands in front, get this alias; null for none.</param>
    public SqlComposer Copy(SqlComposer target, TextSpan span, (string Alias, IReadOnlySet<string> Columns)? qualify = null)
    {
        var from = span.Start;
        for (var i = 0; i < tokens.Length && tokens[i].Span.End <= span.End; i++)
        {
            if (tokens[i].Span.Start < span.Start || !tokens[i].IsIdentifier)
            {
                continue;
            }

            if (Replacement(i) is var (length, alias) && length > 0)
            {
                target.Copy(TextSpan.FromBounds(from, tokens[i].Span.Start)).Add(SqlText.Identifier(alias));
                i += length - 1;
                from = tokens[i].Span.End;
            }
            else if (qualify is { } free && free.Columns.Contains(tokens[i].Name) && IsFreeColumn(i))
            {
                target.Copy(TextSpan.FromBounds(from, tokens[i].Span.Start)).Add(SqlText.Identifier(free.Alias) + ".");
                from = tokens[i].Span.Start;
            }
        }

        return target.Copy(TextSpan.FromBounds(from, span.End));
    }

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

    private bool IsOperator(int at, string text) => at >= 0 && at < tokens.Length && tokens[at].IsOperator(text);

    private bool IsWord(int at, string word) => at >= 0 && at < tokens.Length && tokens[at].IsWord(word);

    private bool IsName(int at, string name) => at < tokens.Length && tokens[at].IsIdentifier
        && string.Equals(tokens[at].Name, name, StringComparison.OrdinalIgnoreCase);
}
