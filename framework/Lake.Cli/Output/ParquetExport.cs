using Lake.Cli.Terminal;
using Lake.Engines;
using Lake.Sql;
using Lake.Sql.Parsing;
using Lake.Sql.Statements;
using Lake.Text;

namespace Lake.Cli.Output;

/// <summary>The rows of a query as one Parquet file, written by the engine itself: names and types are kept also for no rows.</summary>
internal static class ParquetExport
{
    private static readonly string[] GiveRows = ["SELECT", "FROM", "VALUES", "TABLE", "PIVOT", "UNPIVOT", "DESCRIBE", "SHOW", "SUMMARIZE"];

    /// <param name="session">Where to run it.</param>
    /// <param name="sql">Statements, of which the last is the query. One without rows writes no file.</param>
    /// <param name="terminal">Gets the bytes when there is no target.</param>
    /// <param name="target">Absolute path, or null for standard output.</param>
    public static void Run(IEngineSession session, string sql, TerminalContext terminal, string? target)
    {
        if (target is not null)
        {
            Tell(terminal, AtomicFile.Write(target, file => Copy(session, sql, file, terminal.CancellationToken)));
            return;
        }

        var folder = Directory.CreateTempSubdirectory("lake-query-");
        try
        {
            var file = Path.Combine(folder.FullName, "rows.parquet");
            Copy(session, sql, file, terminal.CancellationToken);
            Tell(terminal, File.Exists(file));
            Print(file, terminal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Copy(IEngineSession session, string sql, string file, CancellationToken cancellationToken)
    {
        var script = SqlScript.Parse(new SourceFile("<query>", sql));
        if (script.Statements.IsEmpty || RowsOf(script) is not { } query)
        {
            session.Execute(sql, cancellationToken).Dispose();
            return;
        }

        var before = sql[..script.Statements[^1].Span.Start];
        if (script.Statements.Length > 1)
        {
            session.Execute(before, cancellationToken).Dispose();
        }

        session.Execute(
            $"COPY (SELECT {Columns(session, query)} FROM ({query}\n) AS q) TO {SqlText.Literal(file)} (FORMAT parquet)", cancellationToken).Dispose();
    }

    /// <summary>The last statement where it gives rows, else null.</summary>
    private static string? RowsOf(SqlScript script) =>
        script.Statements[^1] is OtherStatement { Keyword: var keyword } last && GiveRows.Contains(keyword)
            ? script.Source.GetText(last.Span)
            : null;

    /// <summary>Parquet has no 128-bit integers; left alone they become doubles and lose digits.</summary>
    private static string Columns(IEngineSession session, string query)
    {
        var columns = session.DescribeQuery(query);
        return columns.Any(c => c.Type is "HUGEINT" or "UHUGEINT") && columns.Select(c => c.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count() == columns.Count
            ? string.Join(", ", columns.Select(c => c.Type is "HUGEINT" or "UHUGEINT"
                ? $"CAST({SqlText.Identifier(c.Name)} AS DECIMAL(38, 0)) AS {SqlText.Identifier(c.Name)}"
                : SqlText.Identifier(c.Name)))
            : "*";
    }

    private static void Tell(TerminalContext terminal, bool hasRows)
    {
        if (!hasRows)
        {
            terminal.Error.WriteLine("done; the statement gives no rows, so no file was written");
        }
    }

    private static void Print(string file, TerminalContext terminal)
    {
        if (File.Exists(file))
        {
            terminal.Output.Flush();
            using var content = File.OpenRead(file);
            content.CopyTo(terminal.RawOutput);
            terminal.RawOutput.Flush();
        }
    }
}
