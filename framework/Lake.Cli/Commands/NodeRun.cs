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
    /// <param name="last">The run whose unfinished nodes and batches are worked on in place of a selection.</param>
    public static int Run(TerminalContext terminal, ParseResult parsed, RunCommand command, LastRun? last = null)
    {
        var workspace = Workspace.Open(terminal, parsed, parsed.CommandResult.Command.Name);
        var options = RunArguments.Read(terminal, parsed, command, workspace.Project).Again(last);
        var selected = last is null
            ? workspace.Select(SelectionArguments.Read(terminal, parsed, workspace.Settings))
            : [.. workspace.Project.Graph.Order.Where(n => last.Unfinished.Contains(n.UniqueId))];
        using var engine = workspace.OpenEngine(sessions: options.Threads);
        var streams = !LoadArguments.Loads(parsed) ? []
            : last is not null || SelectionArguments.IsGiven(parsed) ? StreamRun.Needed(workspace, selected)
            : workspace.Streams;
        using var output = CommandOutput.Open(terminal, parsed, workspace, showsNodes: true);
        using var beside = StreamsBeside.Open(workspace, engine, options.PublishAll ? [] : streams, output);
        if (!StreamRun.Load(workspace, engine, [.. streams.Except(beside?.Sources.Keys ?? [])], null, output))
        {
            return (int)ExitCode.Failure;
        }

        var result = LakeRunner.Run(
            workspace.Project, selected.Select(n => n.UniqueId).ToHashSet(), engine, options with { Loads = beside?.Loads ?? [] }, output.Following(options), terminal.CancellationToken);
        if (SeedSample.IsWanted(parsed, terminal))
        {
            new SeedSample(terminal, workspace, output).Write(result, engine, options);
        }

        output.WriteSummary(result);
        return (int)(result.IsCancelled ? ExitCode.Unusable : result.Succeeded ? ExitCode.Success : ExitCode.Failure);
    }

    /// <summary>The same batches as in the run that is done again.</summary>
    private static RunOptions Again(this RunOptions options, LastRun? last) =>
        last is null ? options : options with { EarlierBatches = last.Batches, OriginallyStarted = last.Started };
}
