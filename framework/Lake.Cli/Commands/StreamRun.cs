using System.Collections.Immutable;
using System.Globalization;
using Lake.Cli.Terminal;
using Lake.Cli.Workspaces;
using Lake.Engines;
using Lake.Loader.Loading;
using Lake.Loader.Streams;
using Lake.Project.Nodes;
using Lake.Text;

namespace Lake.Cli.Commands;

/// <summary>Loads streams and tells how it went.</summary>
internal static class StreamRun
{
    /// <summary>False when a stream failed.</summary>
    public static bool Load(TerminalContext terminal, Workspace workspace, IEngine engine, ImmutableArray<StreamDefinition> streams, ImmutableHashSet<string>? fullRefresh = null)
    {
        if (streams.IsEmpty)
        {
            return true;
        }

        using var session = engine.OpenSession();
        var results = StreamLoader.Load(
            streams, session, new LoadOptions(workspace.Settings.Directory) { Observer = new Reporter(terminal), FullRefresh = fullRefresh ?? [] }, terminal.CancellationToken);
        foreach (var diagnostic in results.SelectMany(r => r.Diagnostics))
        {
            terminal.Output.WriteLine();
            terminal.Output.Write(DiagnosticText.Draw(diagnostic, terminal.UseColors));
        }

        terminal.Output.WriteLine();
        terminal.Output.Flush();
        return results.All(r => r.Succeeded);
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

    private sealed class Reporter(TerminalContext terminal) : ILoadObserver
    {
        private readonly Ink _ink = new(terminal.UseColors);

        public void StreamStarted(StreamDefinition stream)
        {
        }

        public void FilesLoaded(StreamDefinition stream, int loaded, int total, long rows)
        {
            if (terminal is { IsInteractive: true, UseColors: true })
            {
                terminal.Output.Write(string.Create(CultureInfo.InvariantCulture, $"\r    … stream {stream.Name}  {loaded:N0}/{total:N0} files\e[K\r"));
                terminal.Output.Flush();
            }
        }

        public void StreamFinished(StreamResult result)
        {
            var word = !result.Succeeded ? _ink.Bad("error  ") : result.Loaded == 0 ? _ink.Faint("same   ") : _ink.Good("loaded ");
            var counts = string.Create(CultureInfo.InvariantCulture, $"{result.Loaded:N0} of {result.Matched:N0} files, {result.Rows:N0} rows");
            var rejected = result.Rejected == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {result.Rejected:N0} rejected");
            terminal.Output.WriteLine(
                $"{word} stream {result.Stream.Target.Schema}.{result.Stream.Target.Identifier}  {_ink.Faint($"{counts}{rejected}, {Durations.Format(result.Duration)}")}");
            terminal.Output.Flush();
        }
    }
}
