using System.Collections.Concurrent;
using System.Globalization;
using Lake.Loader.Loading;
using Lake.Loader.Streams;
using Lake.Text;

namespace Lake.Cli.Terminal;

/// <summary>Tells people how loads go: a line that moves, then one a stream.</summary>
/// <param name="run">What the loads go on beside, and what then has the terminal; null when nothing else is done.</param>
internal sealed class LoadReporter(TerminalContext terminal, RunReporter? run = null) : ILoadObserver
{
    private readonly Ink _ink = new(terminal.UseColors);
    private readonly ConcurrentDictionary<string, long> _started = new();

    public void StreamStarted(StreamDefinition stream)
    {
        _started[stream.Name] = TimeProvider.System.GetTimestamp();
        run?.Show(stream.Name, $"    … stream {stream.Name}");
    }

    public void Progressed(StreamDefinition stream, LoadProgress progress)
    {
        if (run is null && terminal is not { IsInteractive: true, UseColors: true })
        {
            return;
        }

        var rate = Rate(progress.Bytes, TimeProvider.System.GetElapsedTime(_started[stream.Name]));
        var line = string.Create(
            CultureInfo.InvariantCulture,
            $"    … stream {stream.Name}  {progress.Files:N0}/{progress.AllFiles:N0} files, {Sizes.Format(progress.Bytes)} of {Sizes.Format(progress.AllBytes)}{rate}");
        if (run is not null)
        {
            run.Show(stream.Name, line);
            return;
        }

        terminal.Output.Write($"\r{line}\e[K\r");
        terminal.Output.Flush();
    }

    public void StreamFinished(StreamResult result)
    {
        var word = !result.Succeeded ? _ink.Bad("error  ") : result.Loaded == 0 && result.Replayed is null or 0 ? _ink.Faint("same   ") : _ink.Good("loaded ");
        var counts = result.Replayed is { } replayed
            ? string.Create(CultureInfo.InvariantCulture, $"{replayed:N0} rejected rows and {result.Loaded:N0} files again, {result.Rows:N0} rows")
            : string.Create(CultureInfo.InvariantCulture, $"{result.Loaded:N0} of {result.Matched:N0} files, {result.Rows:N0} rows");
        var rejected = result.Rejected == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {result.Rejected:N0} rejected");
        var rate = result.Bytes < 1_000_000 ? "" : $", {Sizes.Format(result.Bytes)}{Rate(result.Bytes, result.Duration)}";
        var line = $"{word} stream {Name(result.Stream)}  {_ink.Faint($"{counts}{rejected}, {Durations.Format(result.Duration)}{rate}")}";
        if (run is not null)
        {
            run.Finish(result.Stream.Name, line, result.Diagnostics);
            return;
        }

        terminal.Output.WriteLine(line);
        terminal.Output.Flush();
    }

    /// <summary>What a load would do.</summary>
    public void Planned(LoadPlan plan)
    {
        var word = !plan.Succeeded ? _ink.Bad("error  ") : plan.Files == 0 && plan.Rows is null or 0 ? _ink.Faint("same   ") : _ink.Good("would load");
        var commits = string.Create(CultureInfo.InvariantCulture, $"{(plan.Rows is { } rows ? $"{rows:N0} rows" : $"{plan.Files:N0} of {plan.Matched:N0} files, {Sizes.Format(plan.Bytes)}")}, {plan.Commits:N0} {(plan.Commits == 1 ? "commit" : "commits")}");
        terminal.Output.WriteLine($"{word} stream {Name(plan.Stream)}  {_ink.Faint(commits)}");
        foreach (var change in plan.SchemaChanges)
        {
            terminal.Output.WriteLine($"    {change}");
        }

        if (plan.Rejected > 0)
        {
            terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"    {plan.Rejected:N0} rows of the {plan.SampledFiles:N0} files looked at would be rejected"));
        }

        terminal.Output.Flush();
    }

    /// <summary>A contract that was written, or would be.</summary>
    public void Drafted(ContractDraft draft, bool isDry)
    {
        var word = !draft.Succeeded ? _ink.Bad("error  ") : draft.Changes.IsEmpty ? _ink.Faint("same   ") : _ink.Good(isDry || draft.Path is null ? "would write" : "wrote  ");
        var place = draft.Path ?? $"a contract of {draft.Stream.Name}, which has no file of its own: write it under its 'columns:'";
        terminal.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{word} {place}  {_ink.Faint($"{draft.SampledFiles:N0} files looked at")}"));
        foreach (var change in draft.Changes)
        {
            terminal.Output.WriteLine($"    {change}");
        }

        terminal.Output.Flush();
    }

    public void Draw(IEnumerable<Diagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics)
        {
            terminal.Output.WriteLine();
            terminal.Output.Write(DiagnosticText.Draw(diagnostic, terminal.UseColors));
        }

        terminal.Output.WriteLine();
        terminal.Output.Flush();
    }

    private static string Name(StreamDefinition stream) => $"{stream.Target.Schema}.{stream.Target.Identifier}";

    private static string Rate(long bytes, TimeSpan duration) => duration.TotalSeconds < 0.1 ? "" : $", {Sizes.Format((long)(bytes / duration.TotalSeconds))}/s";
}
