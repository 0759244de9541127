using System.CommandLine;
using Lake.Cli.Arguments;
using Lake.Cli.Output;
using Lake.Cli.Rules;
using Lake.Cli.Terminal;
using Lake.Cli.Workspaces;
using Lake.Engines;
using Lake.Sql.Parsing;
using Lake.Text;

namespace Lake.Cli.Commands;

internal static class QueryCommand
{
    private const int DefaultMostRows = 1000;

    private static readonly Argument<string> Sql = new("sql") { Description = "One or several statements; '-' reads them from standard input" };

    private static readonly Option<string> Format = new Option<string>("--output", "-o")
    {
        Description = "table, csv, json or parquet",
        HelpName = "format",
        DefaultValueFactory = _ => "table",
    }.Among("table", "csv", "json", "parquet");

    private static readonly Option<string?> To = new("--to") { Description = "File to write instead of standard output", HelpName = "file" };

    private static readonly Option<int?> MaxRows = new Option<int?>("--max-rows")
    {
        Description = $"Rows that a table shows, 0 for all; {DefaultMostRows} when not given",
        HelpName = "n",
    }.NumberFrom(0);

    private static readonly Option<bool> Explain = new("--explain") { Description = "Show the plan of a query, and how many data files of each table it opens, instead of running it" };

    public static Command Create(TerminalContext terminal)
    {
        var command = new LakeCommand(
            "query",
            "Run SQL over the lakehouse, statements that change tables included",
            [
                "lake query \"select * from gold.fct_orders limit 10\"",
                "lake query \"select count(*) from silver.dim_customer\" --output json",
                "lake query \"from gold.fct_payments\" --output parquet --to payments.parquet",
                "lake query \"delete from raw.events where id is null\"",
                "lake query - < report.sql",
                "lake query --branch dev \"from gold.fct_orders\"",
                "lake query --explain \"from gold.fct_orders where ordered_at >= '2026-05-01'\"",
            ]).With(Format, To, MaxRows, BranchArguments.Branch, Explain);
        command.Add(Sql);
        command.SetAction(parsed => Run(terminal, parsed));
        return command;
    }

    private static int Run(TerminalContext terminal, ParseResult parsed)
    {
        var sql = parsed.GetRequiredValue(Sql);
        sql = sql == "-" ? terminal.Input.ReadToEnd() : sql;
        if (SqlScript.Parse(new SourceFile("<sql>", sql)) is { Statements.IsEmpty: true, Diagnostics.IsEmpty: true })
        {
            throw CliRules.Misused.Error(null, "there is no statement to run", "write it in quotes: lake query \"select 1\"");
        }

        var target = parsed.GetValue(To) is { } file ? AtomicFile.Target(file, terminal.CurrentDirectory) : null;
        var workspace = Workspace.OpenWithoutNodes(terminal, parsed, "query");
        using var engine = workspace.OpenEngine();
        using var session = engine.OpenSession();
        var format = parsed.GetRequiredValue(Format);
        try
        {
            if (parsed.GetValue(Explain))
            {
                WritePlan(terminal, session, sql);
                return (int)ExitCode.Success;
            }

            if (format == "parquet")
            {
                ParquetExport.Run(session, sql, terminal, target);
                return (int)ExitCode.Success;
            }

            using var result = session.Execute(sql, terminal.CancellationToken);
            Write(terminal, result, Writer(format, parsed.GetValue(MaxRows) ?? DefaultMostRows, terminal, target is not null), target);
            return (int)ExitCode.Success;
        }
        catch (DiagnosticException failure)
        {
            terminal.Draw(failure);
            return (int)ExitCode.Failure;
        }
    }

    public static IResultWriter Writer(string format, int mostRows, TerminalContext terminal, bool toFile) => format switch
    {
        "csv" => new CsvWriter(),
        "json" => new JsonWriter(),
        _ => new TableWriter(mostRows, terminal.IsInteractive && !toFile ? terminal.Width : 0, terminal.UseColors && !toFile),
    };

    private static void WritePlan(TerminalContext terminal, IEngineSession session, string sql)
    {
        using var result = session.ExecuteWhole($"EXPLAIN {sql}", terminal.CancellationToken);
        foreach (var row in result.Rows)
        {
            terminal.Output.WriteLine(row[^1] as string ?? "");
        }

        foreach (var read in session.LastReads)
        {
            terminal.Output.WriteLine($"{read.Table}: {read.Opened} of {read.Files} data {(read.Files == 1 ? "file" : "files")}");
        }

        terminal.Output.Flush();
    }

    private static void Write(TerminalContext terminal, IQueryResult result, IResultWriter writer, string? target)
    {
        if (!result.HasRows)
        {
            var done = result.RowsAffected is { } rows ? $"{rows} {(rows == 1 ? "row" : "rows")} changed" : "done";
            terminal.Error.WriteLine(target is null ? done : done + "; the statement gives no rows, so no file was written");
        }
        else if (target is null)
        {
            writer.Write(result, terminal.Output);
            terminal.Output.Flush();
        }
        else
        {
            AtomicFile.Write(target, file =>
            {
                using var text = new StreamWriter(file) { NewLine = "\n" };
                writer.Write(result, text);
            });
        }
    }
}
