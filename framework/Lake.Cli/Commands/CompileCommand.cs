using System.CommandLine;
using System.Text.Json.Nodes;
using Lake.Cli.Arguments;
using Lake.Cli.Terminal;
using Lake.Cli.Workspaces;
using Lake.Project.Nodes;
using Lake.Runner;
using Lake.Runner.Requests;

namespace Lake.Cli.Commands;

internal static class CompileCommand
{
    private static readonly Option<string> Format = new Option<string>("--output")
    {
        Description = "How to print one model's SQL: text or json",
        HelpName = "format",
        DefaultValueFactory = _ => "text",
    }.Among("text", "json");

    public static Command Create(TerminalContext terminal)
    {
        var command = new LakeCommand(
            "compile",
            "Write the SQL of the selected nodes to the target folder; print it when one model is selected. Changes no table",
            [
                "lake compile",
                "lake compile --select fct_orders        # prints its SQL",
            ]).With([.. SelectionArguments.All, RunArguments.Threads, Format]);
        command.SetAction(parsed => Run(terminal, parsed));
        return command;
    }

    private static int Run(TerminalContext terminal, ParseResult parsed)
    {
        var workspace = Workspace.Open(terminal, parsed, "compile");
        var selected = workspace.Select(SelectionArguments.Read(parsed));
        using var engine = workspace.OpenEngine();
        var options = new RunOptions { Command = RunCommand.Compile, Threads = parsed.GetValue(RunArguments.Threads) ?? workspace.Project.Target.Threads };
        using var reporter = new RunReporter(terminal, quiet: true);
        var result = LakeRunner.Run(workspace.Project, selected.Select(n => n.UniqueId).ToHashSet(), engine, options, reporter, terminal.CancellationToken);
        var chosen = selected.Where(n => n is ModelNode or AnalysisNode or SnapshotNode).ToList();
        var compiled = chosen.Count == 1 && (parsed.GetValue(SelectionArguments.Select) ?? []).Length > 0
            ? result.Nodes.FirstOrDefault(n => n.UniqueId == chosen[0].UniqueId)
            : null;
        if (compiled?.CompiledCode is { } sql && result.Succeeded)
        {
            terminal.Output.WriteLine(parsed.GetRequiredValue(Format) == "json"
                ? new JsonObject { ["node"] = compiled.Name, ["compiled"] = sql }.ToJsonString()
                : sql);
            terminal.Output.Flush();
        }
        else
        {
            reporter.WriteSummary(result);
        }

        return (int)(result.IsCancelled ? ExitCode.Unusable : result.Succeeded ? ExitCode.Success : ExitCode.Failure);
    }
}
