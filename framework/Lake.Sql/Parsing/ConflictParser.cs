using Lake.Sql.Statements;
using Lake.Text;

namespace Lake.Sql.Parsing;

/// <summary>INSERT OR REPLACE, INSERT OR IGNORE, and ON CONFLICT.</summary>
internal static class ConflictParser
{
    /// <summary>Behind INSERT; null when nothing is said.</summary>
    public static ConflictClause? Before(TokenReader reader)
    {
        var span = TextSpan.Cover(reader.Current.Span, reader.Ahead(1).Span);
        return reader.TryWords("or", "replace") ? new ConflictClause(span, ConflictAction.Replace)
            : reader.TryWords("or", "ignore") ? new ConflictClause(span, ConflictAction.Ignore)
            : null;
    }

    public static bool IsNext(TokenReader reader) => reader.IsWords("on", "conflict");

    /// <summary>Behind the query.</summary>
    public static ConflictClause Behind(TokenReader reader)
    {
        var span = TextSpan.Cover(reader.Current.Span, reader.Ahead(1).Span);
        reader.ExpectWord("on");
        reader.ExpectWord("conflict");
        var clause = new ConflictClause(span, ConflictAction.Ignore) { Columns = reader.Current.IsOperator("(") ? reader.NameList("a column") : [] };
        reader.ExpectWord("do");
        if (reader.TryWords("nothing"))
        {
            return clause;
        }

        reader.ExpectWord("update");
        reader.ExpectWord("set");
        return clause with
        {
            Action = ConflictAction.Update,
            Assignments = ChangeParser.Assignments(reader, () => reader.IsWords("where") || reader.IsWords("returning")),
            Where = ChangeParser.Where(reader),
        };
    }
}
