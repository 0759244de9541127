using System.Collections.Frozen;
using Lake.Sql.Statements;

namespace Lake.Engines.DuckDb.Routing;

/// <summary>Statements that look at the list of tables, which then has to be complete.</summary>
internal static class Listing
{
    /// <summary>Tables of other schemas with these in front: the names by which a query reaches them from here.</summary>
    private const string Tables =
        """
        SELECT CASE WHEN temporary OR schema = current_schema() THEN name ELSE schema || '.' || name END AS name
        FROM (SHOW ALL TABLES)
        WHERE temporary OR database = current_database()
        ORDER BY temporary OR schema = current_schema() DESC, schema, name
        """;

    private static readonly FrozenSet<string> Words = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "information_schema", "pg_catalog", "duckdb_tables", "duckdb_views", "duckdb_columns", "duckdb_schemas", "sqlite_master", "sqlite_schema",
        "pg_tables", "pg_views", "pg_class", "pg_attribute", "pg_namespace", "show", "show_tables", "show_tables_expanded");

    public static bool IsIn(SqlStatement statement) => statement.Tokens.Any(token => token.IsIdentifier && Words.Contains(token.Name));

    /// <summary>What answers SHOW TABLES; null for other statements.</summary>
    public static string? QueryOf(SqlStatement statement) => statement.Tokens switch
    {
        [var show] when show.IsWord("show") => Tables,
        [var show, var tables] when show.IsWord("show") && tables.IsWord("tables") => Tables,
        [var pragma, var tables] when pragma.IsWord("pragma") && tables.IsWord("show_tables") => Tables,
        _ => null,
    };
}
