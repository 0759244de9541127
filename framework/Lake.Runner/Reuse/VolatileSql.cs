using System.Collections.Frozen;
using Lake.Sql.Lexing;
using Lake.Text;

namespace Lake.Runner.Reuse;

/// <summary>Whether a query may give other rows although none of the tables that it reads has changed.</summary>
internal static class VolatileSql
{
    /// <summary>Words that are so without parentheses.</summary>
    private static readonly FrozenSet<string> Words = Set(
        "current_date", "current_time", "current_timestamp", "current_localtime", "current_localtimestamp", "localtime",
        "localtimestamp", "information_schema", "pg_catalog", "tablesample", "pragma", "attach");

    private static readonly FrozenSet<string> Functions = Set(
        "now", "today", "get_current_time", "get_current_timestamp", "transaction_timestamp", "statement_timestamp",
        "clock_timestamp", "age", "random", "rand", "setseed", "uuid", "uuidv4", "uuidv7", "gen_random_uuid", "nextval",
        "currval", "getvariable", "current_setting", "getenv", "glob", "query", "query_table", "sniff_csv", "current_database",
        "current_schema", "txid_current", "version");

    /// <summary>Table functions that read files or the engine's own state.</summary>
    private static readonly string[] Prefixes = ["read_", "parquet_", "duckdb_", "pragma_", "iceberg_", "sqlite_", "postgres_", "st_read"];

    /// <summary>True also where a function of the same name does not vary: the query then runs once more than it had to.</summary>
    public static bool Mentions(string sql)
    {
        var tokens = SqlLexer.Tokenize(new SourceFile("<sql>", sql)).Tokens;
        for (var i = 0; i < tokens.Length; i++)
        {
            var isCall = i + 1 < tokens.Length && tokens[i + 1].IsOperator("(");
            if (tokens[i].Kind == SqlTokenKind.Word && (Words.Contains(tokens[i].Text) || (isCall && IsFunction(tokens[i].Text))))
            {
                return true;
            }

            // A file or address in place of a table, and `using sample`.
            if (i > 0 && ((tokens[i].Kind == SqlTokenKind.String && (tokens[i - 1].IsWord("from") || tokens[i - 1].IsWord("join")))
                || (tokens[i].IsWord("sample") && tokens[i - 1].IsWord("using"))))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsFunction(string name) =>
        Functions.Contains(name) || Prefixes.Any(p => name.StartsWith(p, StringComparison.OrdinalIgnoreCase));

    private static FrozenSet<string> Set(params string[] words) => words.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
