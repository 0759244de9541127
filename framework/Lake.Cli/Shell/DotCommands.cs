using Lake.Sql;

namespace Lake.Cli.Shell;

/// <summary>Commands of the prompt itself, each a word behind a dot.</summary>
internal static class DotCommands
{
    public const string Help =
        """
        .tables            list tables and views
        .schema [table]    columns of one relation, or of all
        .mode FORMAT       table, csv, json or jsonl
        .maxrows N         rows of a table to show; 0 for all
        .timer on|off      how long statements take
        .quit              leave; so does Ctrl-D
        A statement ends with a semicolon and may go over several lines. Tab completes, arrow up brings back earlier statements
        and Ctrl-R those with what is typed in them, Ctrl-C interrupts what runs.
        """;

    public static IReadOnlyList<string> Names { get; } = [".tables", ".schema", ".mode", ".maxrows", ".timer", ".help", ".quit"];

    /// <summary>The SQL that answers a command; null when it is none of those.</summary>
    public static string? Query(string command, string argument) => (command, argument) switch
    {
        (".tables", _) => "SHOW TABLES",
        (".schema", "") => "SELECT schema, name, unnest(column_names) AS column, unnest(column_types) AS type FROM (SHOW ALL TABLES)",
        (".schema", _) => $"DESCRIBE {string.Join('.', argument.Split('.').Select(part => SqlText.Identifier(part.Trim('"'))))}",
        _ => null,
    };
}
