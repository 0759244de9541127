using System.CommandLine;
using Lake.Cli.Arguments;
using Lake.Cli.Logs;
using Lake.Cli.Output;
using Lake.Cli.Terminal;
using Lake.Cli.Workspaces;
using Lake.Engines;
using Lake.Project.Nodes;
using Lake.Runner;
using Lake.Runner.Events;
using Lake.Runner.Requests;
using Lake.Runner.Results;

namespace Lake.Cli.Commands;

/// <summary>Some rows of each seed that a run has loaded: <c>--show</c>.</summary>
internal sealed class SeedSample(TerminalContext terminal, Workspace workspace, CommandOutput output) : IRunObserver
{
    private const int Rows = 10;

    /// <summary>For the commands that load seeds.</summary>
    public static readonly Switch Show = new("show", "Print some rows of each seed that was loaded");

    public static bool IsWanted(ParseResult parsed, TerminalContext terminal) =>
        parsed.CommandResult.Command.Options.Contains(Show.On) && Show.Read(parsed, terminal) == true;

    public void Write(RunResult result, IEngine engine, RunOptions options)
    {
        var loaded = result.Nodes.Where(n => n.Status is NodeStatus.Success or NodeStatus.NoOp).Select(n => n.UniqueId).ToHashSet(StringComparer.Ordinal);
        var seeds = workspace.Project.Graph.Order.OfType<SeedNode>().Where(s => loaded.Contains(s.UniqueId)).ToList<CodeNode>();
        LakeRunner.Show(workspace.Project, seeds, Rows, engine, options with { WritesJson = false }, this, Write, terminal.CancellationToken);
    }

    void IRunObserver.On(RunEvent runEvent)
    {
        // The run has told of the seeds already.
    }

    private void Write(CodeNode seed, IQueryResult rows)
    {
        var header = $"Sample of {seed.Relation?.Schema}.{seed.Relation?.Identifier}:";
        output.Log.Write(new LogEvent(DateTimeOffset.UtcNow, "SeedHeader", "Q004", LogLevel.Info, header, json => json.WriteString("header", header)));
        using var sample = new StringWriter { NewLine = "\n" };
        new TableWriter(0, terminal.IsInteractive ? terminal.Width : 0, terminal.UseColors).Write(rows, sample);
        output.Lines.Output.WriteLine();
        output.Lines.Output.WriteLine(header);
        output.Lines.Output.Write(sample);
    }
}
