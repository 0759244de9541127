using System.Collections.Immutable;
using Lake.Sql.Lexing;
using Lake.Text;

namespace Lake.Engines.DuckDb.Names;

/// <summary>
/// The names in SQL text that may be tables: more than it reads, as columns look alike, but never fewer. DuckDB itself
/// cannot be asked, since it takes the views that stand for tables as texts to look into.
/// </summary>
internal static class NameScan
{
    /// <summary>Names of one to three parts, each once.</summary>
    public static IEnumerable<ScannedName> Names(string sql) => Names(Tokens(sql));

    public static ImmutableArray<SqlToken> Tokens(string sql) => SqlLexer.Tokenize(new SourceFile("sql", sql)).Tokens;

    /// <summary>Of a text whose tokens are known.</summary>
    public static IEnumerable<ScannedName> Names(ImmutableArray<SqlToken> tokens)
    {
        var common = CommonTables(tokens);
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < tokens.Length; i++)
        {
            if (!tokens[i].IsIdentifier || (i > 0 && tokens[i - 1].IsWord("as") && !tokens[i + 1].IsOperator(".")))
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
                if (seen.Add(string.Join('\0', parts[..count])))
                {
                    yield return new ScannedName(parts[..count], count == 1 && common.Contains(parts[0]));
                }
            }
        }
    }

    /// <summary>Reads names as DuckDB prints them: <c>a."b c".d</c>.</summary>
    public static IReadOnlyList<string> Parts(string qualified) =>
        [.. SqlLexer.Tokenize(new SourceFile("name", qualified)).Tokens.Where(token => token.IsIdentifier).Select(token => token.Name)];

    /// <summary><c>name AS (</c> and <c>name(columns) AS (</c>, as WITH has them.</summary>
    private static HashSet<string> CommonTables(IReadOnlyList<SqlToken> tokens)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 1; i + 2 < tokens.Count; i++)
        {
            var isFirst = tokens[i - 1].IsWord("with") || tokens[i - 1].IsWord("recursive") || tokens[i - 1].IsOperator(",");
            if (isFirst && tokens[i].IsIdentifier && (tokens[i + 1].IsWord("as") || tokens[i + 1].IsOperator("(")))
            {
                names.Add(tokens[i].Name);
            }
        }

        return names;
    }
}

/// <param name="IsCommonTable">True when a WITH clause of the text defines the name, which then mostly does not mean a table.</param>
internal sealed record ScannedName(IReadOnlyList<string> Parts, bool IsCommonTable);
