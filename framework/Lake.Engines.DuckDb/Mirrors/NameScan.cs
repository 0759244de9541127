using Lake.Sql.Lexing;
using Lake.Text;

namespace Lake.Engines.DuckDb.Mirrors;

/// <summary>
/// Dotted names in SQL text, wherever they stand: more than the tables it reads, but never fewer. For statements that
/// DuckDB cannot be asked about before their tables exist.
/// </summary>
internal static class NameScan
{
    public static IEnumerable<IReadOnlyList<string>> Names(string sql)
    {
        var tokens = SqlLexer.Tokenize(new SourceFile("sql", sql)).Tokens;
        for (var i = 0; i < tokens.Length; i++)
        {
            if (!tokens[i].IsIdentifier)
            {
                continue;
            }

            var parts = new List<string> { tokens[i].Name };
            while (parts.Count < 3 && tokens[i + 1].IsOperator(".") && tokens[i + 2].IsIdentifier)
            {
                parts.Add(tokens[i + 2].Name);
                i += 2;
            }

            // A column may stand behind the table: schema.table.column is also schema.table.
            for (var count = parts.Count; count > 0; count--)
            {
                yield return parts[..count];
            }
        }
    }

    /// <summary>Reads names as DuckDB prints them: <c>a."b c".d</c>.</summary>
    public static IReadOnlyList<string> Parts(string qualified) =>
        [.. SqlLexer.Tokenize(new SourceFile("name", qualified)).Tokens.Where(token => token.IsIdentifier).Select(token => token.Name)];
}
