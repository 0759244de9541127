using System.CommandLine;
using System.Globalization;
using Lake.Cli.Arguments;
using Lake.Cli.Terminal;
using Lake.Cli.Workspaces;
using Lake.Project.Nodes;
using Lake.Runner;
using Lake.Runner.Requests;
using Lake.Runner.Results;
using Lake.Text;

namespace Lake.Cli.Commands;

internal static class SourceCommand
{
    private static readonly Option<string?> To = new("--output", "-o") { Description = "File to write instead of sources.json in the target folder", HelpName = "file" };

    public static Command Create(TerminalContext terminal)
    {
        var freshness = new LakeCommand(
            "freshness",
            "Judge the age of the newest rows of sources by their warn_after and error_after",
            ["lake source freshness", "lake source freshness --select source:shop"]).With([.. SelectionArguments.All, To, RunArguments.Threads]);
        freshness.Aliases.Add("snapshot-freshness");
        freshness.SetAction(parsed => Run(terminal, parsed));
        var source = new LakeCommand("source", "Work with sources", ["lake source freshness"]);
        source.Add(freshness);
        return source;
    }

    private static int Run(TerminalContext terminal, ParseResult parsed)
    {
        var workspace = Workspace.Open(terminal, parsed, "freshness");
        var sources = workspace.Select(SelectionArguments.Read(terminal, parsed, workspace.Settings)).OfType<SourceNode>();
        using var engine = workspace.OpenEngine();
        var options = RunArguments.Read(terminal, parsed, RunCommand.Freshness, workspace.Project);
        using var output = CommandOutput.Open(terminal, parsed, workspace).Following(options);
        var file = parsed.GetValue(To) is { } given ? Path.GetFullPath(given, terminal.CurrentDirectory) : null;
        var results = LakeRunner.CheckFreshness(
            workspace.Project, sources, file, engine, options, output, terminal.CancellationToken);
        foreach (var result in results)
        {
            Tell(terminal, result);
        }

        terminal.Output.WriteLine(results.IsEmpty ? "No source says how fresh it must be." : $"Done: {results.Length} {(results.Length == 1 ? "source" : "sources")}.");
        terminal.Output.Flush();
        return (int)(results.Any(r => r.IsFailure) ? ExitCode.Failure : ExitCode.Success);
    }

    private static void Tell(TerminalContext terminal, FreshnessResult result)
    {
        var ink = new Ink(terminal.UseColors);
        var word = result.Status.PadRight(7);
        word = result.IsFailure ? ink.Bad(word) : result.Status == "warn" ? ink.Doubtful(word) : ink.Good(word);
        var age = result.MaxLoadedAt == DateTimeOffset.MinValue ? "no rows"
            : result.Age is { } found ? string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(found.TotalHours):F0}h {found.Minutes:D2}m old")
            : "";
        terminal.Output.WriteLine($"{word} source {result.Source.SourceName}.{result.Source.Name}  {ink.Faint(age)}");
        foreach (var diagnostic in result.Diagnostics)
        {
            terminal.Output.Write(DiagnosticText.Draw(diagnostic, terminal.UseColors));
        }
    }
}
