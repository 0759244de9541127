using System.CommandLine;
using Lake.Cli.Arguments;
using Lake.Cli.Shell;
using Lake.Cli.Terminal;
using Lake.Cli.Workspaces;

namespace Lake.Cli.Commands;

internal static class ShellCommand
{
    private static readonly Option<string> Format = new Option<string>("--output", "-o")
    {
        Description = "table, csv, json, or jsonl: one line of JSON a statement",
        HelpName = "format",
        DefaultValueFactory = _ => "table",
    }.Among("table", "csv", "json", "jsonl");

    private static readonly Option<string?> From = new("--file", "-f") { Description = "File with statements to run instead of standard input", HelpName = "file" };

    private static readonly Option<bool> KeepGoing = new("--keep-going") { Description = "Go on behind a statement that fails; the exit code still tells" };

    public static Command Create(TerminalContext terminal)
    {
        var command = new LakeCommand(
            "shell",
            "A SQL prompt over the lakehouse; without a terminal, runs the statements of its input in one session",
            [
                "lake shell",
                "lake shell --file nightly.sql",
                "generate | lake shell --output jsonl --keep-going",
            ]).With(Format, From, KeepGoing, BranchArguments.Branch);
        command.SetAction(parsed => Run(terminal, parsed));
        return command;
    }

    private static int Run(TerminalContext terminal, ParseResult parsed)
    {
        var file = parsed.GetValue(From);
        using var input = file is null ? null : InputFile.Open(file, terminal.CurrentDirectory);
        var workspace = Workspace.OpenWithoutNodes(terminal, parsed, "shell");
        using var engine = workspace.OpenEngine();
        using var session = engine.OpenSession();
        var format = parsed.GetRequiredValue(Format);
        if (input is null && terminal.CanAsk)
        {
            Console.TreatControlCAsInput = true;
            new InteractiveShell(terminal, session, format, new LineHistory(HistoryFile(terminal)), () => Console.ReadKey(intercept: true), cts => new InterruptKey(cts)).Run();
            return (int)ExitCode.Success;
        }

        var run = new StatementRun(terminal, session, InteractiveShell.Writer(format, terminal));
        var statements = new StatementReader(input ?? terminal.Input, file ?? "<stdin>");
        var failed = false;
        foreach (var statement in statements.Statements())
        {
            failed |= !run.Run(statement, terminal.CancellationToken);
            if (failed && !parsed.GetValue(KeepGoing))
            {
                break;
            }
        }

        return (int)(failed ? ExitCode.Failure : ExitCode.Success);
    }

    /// <summary>Among what programs remember of a person; null where nobody is at home.</summary>
    private static string? HistoryFile(TerminalContext terminal) =>
        terminal.Environment.GetValueOrDefault("XDG_STATE_HOME") is { Length: > 0 } state ? Path.Combine(state, "lake", "history")
        : terminal.Environment.GetValueOrDefault("HOME") is { Length: > 0 } home ? Path.Combine(home, ".local", "state", "lake", "history")
        : null;
}
