using Lake.Engines.DuckDb.Sessions;
using Lake.Text;

namespace Lake.Engines.DuckDb.Routing;

/// <summary>CREATE INDEX on tables of the lakehouse, which is to be refused: DuckDB would make one on what stands for the table.</summary>
internal static class Indexes
{
    /// <summary>The table's name; null for other statements and temporary tables.</summary>
    public static TextSpan? TableOf(StatementContext context)
    {
        var tokens = context.Statement.Tokens;
        var on = tokens.Take(3).Any(token => token.IsWord("index")) ? tokens.ToList().FindIndex(token => token.IsWord("on")) : -1;
        if (on < 0 || on + 1 == tokens.Length)
        {
            return null;
        }

        var name = tokens.Skip(on + 1).TakeWhile(token => token.IsIdentifier || token.IsOperator(".")).ToList();
        return name.Count > 0 && context.Session.Names.Resolve([.. name.Where(token => token.IsIdentifier).Select(token => token.Name)]) is not null
            ? TextSpan.Cover(name[0].Span, name[^1].Span)
            : null;
    }
}
