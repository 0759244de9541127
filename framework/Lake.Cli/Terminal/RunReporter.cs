using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using Lake.Runner.Events;
using Lake.Runner.Results;
using Lake.Text;

namespace Lake.Cli.Terminal;

/// <summary>Draws a run: a line for each running node, a line when it is done, and a summary with what went wrong last.</summary>
internal sealed class RunReporter : IRunObserver, IDisposable
{
    private readonly TerminalContext _terminal;
    private readonly Ink _ink;
    private readonly LiveLines _lines;
    private readonly ConcurrentDictionary<string, NodeStarted> _running = new();
    private readonly ConcurrentDictionary<string, string> _beside = new();
    private readonly ConcurrentQueue<Diagnostic> _warnings = new();
    private readonly bool _showsNodes;
    private int _total;
    private int _done;

    /// <param name="terminal">Where to write.</param>
    /// <param name="showsNodes">Whether each node has its line; without them a run is told of as one that compiles.</param>
    public RunReporter(TerminalContext terminal, bool showsNodes = true)
    {
        _terminal = terminal;
        _ink = new Ink(terminal.UseColors);
        _showsNodes = showsNodes;
        _lines = new LiveLines(!showsNodes ? terminal with { IsInteractive = false } : terminal, Running);
    }

    public void On(RunEvent runEvent)
    {
        switch (runEvent)
        {
            case RunStarted started:
                _total = started.Nodes;
                break;
            case NodeStarted started:
                _running[started.UniqueId] = started;
                break;
            case NodeFinished finished:
                _running.TryRemove(finished.Result.UniqueId, out _);
                if (_showsNodes && finished.Result.ResourceType is not ("exposure" or "saved_query"))
                {
                    _lines.WriteLine(Line(finished.Result));
                }

                break;
            case MessageLogged { Kind: not MessageKind.Debug } message:
                _lines.WriteLine(message.Text);
                break;
            case DiagnosticRaised raised when raised.Diagnostic.Severity != Severity.Error:
                _warnings.Enqueue(raised.Diagnostic);
                break;
            default:
                break;
        }
    }

    /// <summary>What is under way beside the nodes.</summary>
    public void Show(string name, string line) => _beside[name] = line;

    /// <summary>It is done.</summary>
    /// <param name="line">Stays.</param>
    /// <param name="found">Warnings among it are drawn with those of the nodes.</param>
    public void Finish(string name, string line, IEnumerable<Diagnostic> found)
    {
        _beside.TryRemove(name, out _);
        foreach (var warning in found.Where(d => d.Severity != Severity.Error))
        {
            _warnings.Enqueue(warning);
        }

        _lines.WriteLine(line);
    }

    /// <summary>Ends the live display; the summary comes after it.</summary>
    public void Dispose() => _lines.Dispose();

    public void WriteSummary(RunResult result)
    {
        var output = _terminal.Output;
        foreach (var warning in _warnings.Concat(result.Nodes.Where(n => n.Status == NodeStatus.Warn).SelectMany(n => n.Diagnostics)).Distinct())
        {
            output.WriteLine();
            output.Write(Draw(warning));
        }

        var errors = result.Nodes.Where(n => n.Status.IsFailure()).ToImmutableArray();
        foreach (var explanation in errors.SelectMany(Explain).Concat(result.Diagnostics.Where(d => d.Severity == Severity.Error).Select(Draw)))
        {
            output.WriteLine();
            output.Write(explanation);
        }

        output.WriteLine();
        output.WriteLine(Headline(result));
        foreach (var node in errors)
        {
            output.WriteLine($"  {_ink.Bad(node.Status.Name())} {node.Description}{Where(node)}");
        }

        output.Flush();

        IEnumerable<string> Explain(NodeResult node) => node.Diagnostics.IsEmpty
            ? [$"{_ink.Bad("error")}: {node.Description}: {node.Message}{System.Environment.NewLine}"]
            : node.Diagnostics.Select(Draw);
    }

    private string Draw(Diagnostic diagnostic) => DiagnosticText.Draw(diagnostic, _terminal.UseColors);

    private static string Where(NodeResult node) =>
        node.Diagnostics.FirstOrDefault(d => d.Location is not null)?.Location is { } location ? $" ({location})" : "";

    private string Headline(RunResult result)
    {
        var parts = new List<string>();
        Count(NodeStatus.Success, _showsNodes ? "built" : "compiled", _ink.Good);
        Count(NodeStatus.PartialSuccess, "partly built", _ink.Bad);
        Count(NodeStatus.NoOp, "unchanged", _ink.Faint);
        Count(NodeStatus.Pass, "tests passed", _ink.Good);
        Count(NodeStatus.Warn, "warned", _ink.Doubtful);
        Count(NodeStatus.Fail, "tests failed", _ink.Bad);
        Count(NodeStatus.Error, "failed", _ink.Bad);
        Count(NodeStatus.Skipped, "skipped", _ink.Doubtful);
        var verdict = result.IsCancelled ? _ink.Bad("Interrupted") : result.Succeeded ? _ink.Good("Done") : _ink.Bad("Failed");
        return $"{verdict} in {Durations.Format(result.Elapsed)}: {(parts.Count == 0 ? "nothing to build or test" : string.Join(", ", parts))}"
            + (result.IsCancelled ? ". What had not been published was rolled back." : "");

        void Count(NodeStatus status, string word, Func<string, string> paint)
        {
            if (result.Count(status) is > 0 and var count)
            {
                parts.Add(paint(string.Create(CultureInfo.InvariantCulture, $"{count} {word}")));
            }
        }
    }

    private string Line(NodeResult node)
    {
        var total = _total.ToString(CultureInfo.InvariantCulture);
        var index = (++_done).ToString(CultureInfo.InvariantCulture).PadLeft(total.Length);
        var details = new List<string>();
        if (node.Rows is { } rows)
        {
            details.Add(rows == 1 ? "1 row" : string.Create(CultureInfo.InvariantCulture, $"{rows:N0} rows"));
        }

        if (node.Failures is > 0 and var failures)
        {
            details.Add(string.Create(CultureInfo.InvariantCulture, $"{failures:N0} failing {(failures == 1 ? "row" : "rows")}"));
        }

        if (node.Status != NodeStatus.Skipped)
        {
            details.Add(Durations.Format(node.Duration));
        }
        else if (node.Message is { } reason)
        {
            details.Add(reason);
        }

        return $"{_ink.Faint($"{index}/{total}")} {Word(node.Status)} {node.Description}  {_ink.Faint(string.Join(", ", details))}";
    }

    private string Word(NodeStatus status)
    {
        var word = (status == NodeStatus.Success ? "ok" : status == NodeStatus.NoOp ? "same" : status == NodeStatus.PartialSuccess ? "partial" : status.Name()).PadRight(7);
        return status switch
        {
            NodeStatus.Success or NodeStatus.Pass => _ink.Good(word),
            NodeStatus.NoOp or NodeStatus.NothingToRun => _ink.Faint(word),
            NodeStatus.Warn or NodeStatus.Skipped => _ink.Doubtful(word),
            NodeStatus.Fail or NodeStatus.Error or NodeStatus.PartialSuccess => _ink.Bad(word),
        };
    }

    private List<string> Running() =>
        [.. _beside.OrderBy(b => b.Key, StringComparer.Ordinal).Select(b => b.Value), .. _running.Values.OrderBy(n => n.Index)
            .Select(n => $"    … {n.Description}  {Durations.Format(DateTimeOffset.UtcNow - n.Time)}")];
}
