using System.Collections.Immutable;
using Lake.Cli.Logs;
using Lake.Cli.Output;
using Lake.Cli.Terminal;
using Lake.Cli.Workspaces;
using Lake.Engines;
using Lake.Loader.Loading;
using Lake.Loader.Streams;
using Lake.Project.Nodes;

namespace Lake.Cli.Commands;

/// <summary>Loads streams and tells how it went.</summary>
internal static class StreamRun
{
    /// <summary>False when a stream failed.</summary>
    /// <param name="asked">What the command line says; the rest is filled in.</param>
    /// <param name="isReplay">Whether what was rejected is loaded, in the place of what is new.</param>
    public static bool Load(
        Workspace workspace, IEngine engine, ImmutableArray<StreamDefinition> streams, LoadOptions? asked, CommandOutput output, bool isReplay = false)
    {
        if (streams.IsEmpty)
        {
            return true;
        }

        var terminal = output.Lines;
        var reporter = new LoadReporter(terminal);
        using var session = workspace.LoaderOf(engine).OpenSession();
        using var storage = StreamStorage.Open(workspace, streams);
        var options = (asked ?? new LoadOptions(workspace.Settings.Directory)) with
        {
            Storage = storage?.Files,
            Environment = terminal.Environment,
            Observer = new LoadEvents(output.Log, reporter),
        };
        var results = isReplay
            ? StreamLoader.ReplayRejected(streams, session, options, terminal.CancellationToken)
            : StreamLoader.Load(streams, session, options, terminal.CancellationToken);
        reporter.Draw(results.SelectMany(r => r.Diagnostics));
        return results.All(r => r.Succeeded);
    }

    /// <summary>Tells what a load would do.</summary>
    public static bool Plan(TerminalContext terminal, Workspace workspace, IEngine engine, ImmutableArray<StreamDefinition> streams, LoadOptions asked)
    {
        var reporter = new LoadReporter(terminal);
        using var session = workspace.LoaderOf(engine).OpenSession();
        using var storage = StreamStorage.Open(workspace, streams);
        var plans = StreamLoader.Plan(streams, session, asked with { Storage = storage?.Files, Environment = terminal.Environment }, terminal.CancellationToken);
        foreach (var plan in plans)
        {
            reporter.Planned(plan);
        }

        reporter.Draw(plans.SelectMany(p => p.Diagnostics));
        return plans.All(p => p.Succeeded);
    }

    /// <summary>Writes the contracts that have changed.</summary>
    /// <param name="isDry">Whether they are only shown.</param>
    public static bool WriteContracts(
        TerminalContext terminal, Workspace workspace, IEngine engine, ImmutableArray<StreamDefinition> streams, LoadOptions asked, bool isDry)
    {
        var reporter = new LoadReporter(terminal);
        using var session = engine.OpenSession();
        using var storage = StreamStorage.Open(workspace, streams);
        var drafts = StreamLoader.InferContracts(streams, session, asked with { Storage = storage?.Files, Environment = terminal.Environment }, terminal.CancellationToken);
        foreach (var draft in drafts)
        {
            if (draft is { Path: { } path, Changes.IsEmpty: false } && !isDry)
            {
                AtomicFile.Write(Path.Combine(workspace.Settings.Directory, path), temporary => File.WriteAllText(temporary, draft.Text));
            }

            reporter.Drafted(draft, isDry);
        }

        reporter.Draw(drafts.SelectMany(d => d.Diagnostics));
        return drafts.All(d => d.Succeeded);
    }

    /// <summary>The streams whose tables the selected nodes read, directly or through others.</summary>
    public static ImmutableArray<StreamDefinition> Needed(Workspace workspace, ImmutableArray<Node> selected)
    {
        var upstream = workspace.Project.Graph.Ancestors(selected.Select(n => n.UniqueId)).ToHashSet();
        var read = workspace.Project.Of<SourceNode>()
            .Where(s => upstream.Contains(s.UniqueId))
            .Select(s => (s.Relation?.Schema, s.Relation?.Identifier))
            .ToHashSet();
        return [.. workspace.Streams.Where(s => read.Contains((s.Target.Schema, s.Target.Identifier)))];
    }
}
