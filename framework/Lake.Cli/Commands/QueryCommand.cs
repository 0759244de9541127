using System.CommandLine;
using Lake.Cli.Output;
using Lake.Cli.Terminal;
using Lake.Engines;

namespace Lake.Cli.Commands;

internal static class QueryCommand
{
    private const int DefaultMostRows = 1000;

    private static readonly Argument<string> Sql = new("sql") { Description = "One or several statements; '-' reads them from standard input" };

    private static readonly Option<string> Format = FormatOption();

    private static readonly Option<string?> To = new("--to") { Description = "File to write instead of standard output", HelpName = "file" };

    private static readonly Option<int> MaxRows = new("--max-rows")
    {
        Description = "Rows that a table shows; 0 for all",
        HelpName = "n",
        DefaultValueFactory = _ => DefaultMostRows,
    };

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
            ]).With(Format, To, MaxRows);
        command.Add(Sql);
        command.SetAction(parsed => Run(terminal, parsed));
        return command;
    }

    private static int Run(TerminalContext terminal, ParseResult parsed)
    {
        var sql = parsed.GetRequiredValue(Sql);
        sql = sql == "-" ? terminal.Input.ReadToEnd() : sql;
        var workspace = Workspace.OpenWithoutNodes(terminal, parsed, "query");
        using var engine = workspace.OpenEngine();
        using var session = engine.OpenSession();
        var format = parsed.GetRequiredValue(Format);
        var target = parsed.GetValue(To) is { } file ? Path.GetFullPath(file, terminal.CurrentDirectory) : null;
        try
        {
            if (format == "parquet")
            {
                ParquetExport.Run(session, sql, terminal, target);
                return (int)ExitCode.Success;
            }

            using var result = session.Execute(sql, terminal.CancellationToken);
            Write(terminal, result, Writer(format, parsed.GetValue(MaxRows), terminal, target is not null), target);
            return (int)ExitCode.Success;
        }
        catch (Lake.Text.DiagnosticException failure)
        {
            CommandLine.Draw(terminal, failure);
            return (int)ExitCode.Failure;
        }
    }

    private static IResultWriter Writer(string format, int mostRows, TerminalContext terminal, bool toFile) => format switch
    {
        "csv" => new CsvWriter(),
        "json" => new JsonWriter(),
        _ => new TableWriter(mostRows, terminal.IsInteractive && !toFile ? terminal.Width : 0, terminal.UseColors && !toFile),
    };

    private static void Write(TerminalContext terminal, IQueryResult result, IResultWriter writer, string? target)
    {
        if (!result.HasRows)
        {
            terminal.Error.WriteLine(result.RowsAffected is { } rows ? $"{rows} {(rows == 1 ? "row" : "rows")} changed" : "done");
        }
        else if (target is null)
        {
            writer.Write(result, terminal.Output);
            terminal.Output.Flush();
        }
        else
        {
            AtomicFile.Write(target, stream =>
            {
                using var text = new StreamWriter(stream) { NewLine = "\n" };
                writer.Write(result, text);
            });
        }
    }

    private static Option<string> FormatOption()
    {
        var option = new Option<string>("--output", "-o")
        {
            Description = "table, csv, json or parquet",
            HelpName = "format",
            DefaultValueFactory = _ => "table",
        };
        option.AcceptOnlyFromAmong("table", "csv", "json", "parquet");
        return option;
    }
}
