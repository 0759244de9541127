using System.CommandLine;
using Lake.Cli.Arguments;
using Lake.Cli.Terminal;
using Lake.Cli.Workspaces;
using Lake.Runner;
using Lake.Runner.Artifacts;
using Lake.Runner.Requests;

namespace Lake.Cli.Commands;

/// <summary>What all commands that run nodes have in common.</summary>
internal static class NodeRun
{
    /// <param name="load">Whether the streams' new files are loaded first.</param>
    /// <param name="last">The run whose unfinished nodes and batches are worked on in place of a selection.</param>
    public static int Run(
        TerminalContext terminal, ParseResult parsed, RunCommand command, bool load = false, LastRun? last = null)
    {
        var workspace = Workspace.Open(terminal, parsed, parsed.CommandResult.Command.Name);
        var options = RunArguments.Read(terminal, parsed, command, workspace.Project).Again(last);
        var selected = last is null
            ? workspace.Select(SelectionArguments.Read(terminal, parsed, workspace.Settings))
            : [.. workspace.Project.Graph.Order.Where(n => last.Unfinished.Contains(n.UniqueId))];
        using var engine = workspace.OpenEngine(sessions: options.Threads);
        var streams = SelectionArguments.IsGiven(parsed) ? StreamRun.Needed(workspace, selected) : workspace.Streams;
        var (isJson, isQuiet) = (OutputArguments.IsJson(parsed, terminal), OutputArguments.Quiet.Read(parsed, terminal) == true);
        var silent = terminal with { Output = TextWriter.Null, IsInteractive = false };
        var told = isJson || isQuiet ? silent : terminal;
        if (load && !StreamRun.Load(told, workspace, engine, streams, events: OutputArguments.Events(parsed, terminal, workspace.Options.InvocationId)))
        {
            return (int)ExitCode.Failure;
        }

        using var reporter = new RunReporter(told);
        var result = LakeRunner.Run(
            workspace.Project, selected.Select(n => n.UniqueId).ToHashSet(), engine, options,
            isJson ? new JsonReporter(terminal.Output, workspace.Project, options) : reporter, terminal.CancellationToken);
        reporter.Dispose();
        if (isQuiet && !isJson && !result.Succeeded)
        {
            using var loud = new RunReporter(terminal);
            loud.WriteSummary(result);
        }

        reporter.WriteSummary(result);
        return (int)(result.IsCancelled ? ExitCode.Unusable : result.Succeeded ? ExitCode.Success : ExitCode.Failure);
    }

    /// <summary>The same batches as in the run that is done again.</summary>
    private static RunOptions Again(this RunOptions options, LastRun? last) =>
        last is null ? options : options with { EarlierBatches = last.Batches, OriginallyStarted = last.Started };
}
