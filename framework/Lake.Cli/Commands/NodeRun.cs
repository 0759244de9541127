using System.CommandLine;
using Lake.Cli.Arguments;
using Lake.Cli.Terminal;
using Lake.Cli.Workspaces;
using Lake.Runner;
using Lake.Runner.Requests;

namespace Lake.Cli.Commands;

/// <summary>What all commands that run nodes have in common.</summary>
internal static class NodeRun
{
    public static int Run(TerminalContext terminal, ParseResult parsed, RunCommand command, bool load = false)
    {
        var workspace = Workspace.Open(terminal, parsed, parsed.CommandResult.Command.Name);
        var selected = workspace.Select(SelectionArguments.Read(parsed));
        var options = RunArguments.Read(parsed, command, workspace.Project.Target);
        using var engine = workspace.OpenEngine(sessions: options.Threads);
        if (load && !StreamRun.Load(terminal, workspace, engine, SelectionArguments.IsGiven(parsed) ? StreamRun.Needed(workspace, selected) : workspace.Streams))
        {
            return (int)ExitCode.Failure;
        }

        using var reporter = new RunReporter(terminal);
        var result = LakeRunner.Run(
            workspace.Project, selected.Select(n => n.UniqueId).ToHashSet(), engine, options, reporter, terminal.CancellationToken);
        reporter.Dispose();
        reporter.WriteSummary(result);
        return (int)(result.IsCancelled ? ExitCode.Unusable : result.Succeeded ? ExitCode.Success : ExitCode.Failure);
    }
}
