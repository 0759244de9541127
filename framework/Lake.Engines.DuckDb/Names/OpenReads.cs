using System.Collections.Immutable;
using Lake.Sql.Lexing;

namespace Lake.Engines.DuckDb.Names;

/// <summary>
/// Whether a statement may read rows that are in no table of the lakehouse: files, and functions that make rows. How
/// many there are nobody knows before it runs.
/// </summary>
internal static class OpenReads
{
    private static readonly string[] Makers = ["range", "generate_series", "repeat", "unnest", "glob", "query", "sniff_csv", "read_", "parquet_", "duckdb_", "pragma_"];

    public static bool AreIn(ImmutableArray<SqlToken> tokens)
    {
        for (var i = 0; i + 1 < tokens.Length; i++)
        {
            var isSource = tokens[i].IsWord("from") || tokens[i].IsWord("join");
            if (tokens[i].IsWord("recursive")
                || (isSource && (tokens[i + 1].Kind == SqlTokenKind.String || (tokens[i + 1].IsIdentifier && i + 2 < tokens.Length && tokens[i + 2].IsOperator("("))))
                || (tokens[i].Kind == SqlTokenKind.Word && tokens[i + 1].IsOperator("(") && IsMaker(tokens[i].Text))
                || (tokens[i].IsWord("cross") && tokens[i + 1].IsWord("join")))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsMaker(string function) => Makers.Any(maker =>
        maker.EndsWith('_') ? function.StartsWith(maker, StringComparison.OrdinalIgnoreCase) : function.Equals(maker, StringComparison.OrdinalIgnoreCase));
}
