using System.Collections.Immutable;
using Lake.Project.Contexts;
using Lake.Project.Settings;
using Lake.Runner.Events;
using Lake.Runner.Results;
using Lake.Text;

namespace Lake.Runner.Execution;

/// <summary>Hands events to the observer one at a time, secrets blotted out, and keeps results.</summary>
internal sealed class EventSink(IRunObserver observer, SecretScrubber scrubber, WarningPolicy warnings, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private readonly List<NodeResult> _results = [];
    private readonly HashSet<string> _finished = new(StringComparer.Ordinal);
    private readonly List<Diagnostic> _diagnostics = [];
    private int _started;

    public DateTimeOffset Now => clock.GetUtcNow();

    public ImmutableArray<NodeResult> Results
    {
        get
        {
            lock (_lock)
            {
                return [.. _results];
            }
        }
    }

    public ImmutableArray<Diagnostic> Diagnostics
    {
        get
        {
            lock (_lock)
            {
                return [.. _diagnostics];
            }
        }
    }

    /// <summary>Whether the node has a result.</summary>
    public bool HasFinished(string uniqueId)
    {
        lock (_lock)
        {
            return _finished.Contains(uniqueId);
        }
    }

    public string Scrub(string text) => scrubber.Scrub(text);

    public void Send(RunEvent runEvent)
    {
        lock (_lock)
        {
            observer.On(runEvent);
        }
    }

    /// <param name="kind">dbt's name of a class.</param>
    /// <param name="path">Absolute.</param>
    public void Wrote(string kind, string path) => Send(new ArtifactWritten(Now, kind, path));

    public void Start(string uniqueId, string resourceType, string description)
    {
        lock (_lock)
        {
            observer.On(new NodeStarted(Now, uniqueId, resourceType, description, ++_started));
        }
    }

    /// <summary>A node that is built again has its last result only.</summary>
    public void Finish(NodeResult result)
    {
        var clean = result with
        {
            Message = result.Message is { } message ? Scrub(message) : null,
            Diagnostics = [.. result.Diagnostics.Select(Clean)],
        };
        lock (_lock)
        {
            if (!_finished.Add(clean.UniqueId))
            {
                _results.RemoveAll(r => r.UniqueId == clean.UniqueId);
            }

            _results.Add(clean);
            observer.On(new NodeFinished(Now, clean));
        }
    }

    /// <summary>Turns the results of nodes that were built into ones of nodes that were not.</summary>
    public void TakeBack(string reason)
    {
        lock (_lock)
        {
            for (var i = 0; i < _results.Count; i++)
            {
                if (_results[i] is { Status: NodeStatus.Success, ResourceType: not "operation" })
                {
                    _results[i] = _results[i] with { Status = NodeStatus.Skipped, Message = reason };
                }
            }
        }
    }

    /// <summary>For what belongs to no node.</summary>
    public void Report(Diagnostic diagnostic)
    {
        if (warnings.Judge(diagnostic) is not { } judged)
        {
            return;
        }

        var clean = Clean(judged);
        lock (_lock)
        {
            _diagnostics.Add(clean);
            observer.On(new DiagnosticRaised(Now, clean));
        }
    }

    /// <summary>Keeps what belongs to no node and has been told of.</summary>
    public void Keep(IEnumerable<Diagnostic> diagnostics)
    {
        lock (_lock)
        {
            _diagnostics.AddRange(diagnostics.Select(Clean));
        }
    }

    /// <summary>Tells of a warning without keeping it; fails with it where it counts as an error.</summary>
    public void Warn(Diagnostic diagnostic)
    {
        var judged = warnings.Judge(diagnostic);
        if (judged is { Severity: Severity.Error })
        {
            throw new DiagnosticException(judged);
        }

        if (judged is not null)
        {
            Send(new DiagnosticRaised(Now, Clean(judged)));
        }
    }

    public void Log(string text, MessageKind kind, string? uniqueId) => Send(new MessageLogged(Now, Scrub(text), kind) { UniqueId = uniqueId });

    private Diagnostic Clean(Diagnostic diagnostic) => diagnostic with
    {
        Message = Scrub(diagnostic.Message),
        Hint = diagnostic.Hint is { } hint ? Scrub(hint) : null,
        Data = diagnostic.Data is { } data
            ? data with { Rows = [.. data.Rows.Select(r => r.Select(c => c is null ? null : Scrub(c)).ToImmutableArray())] }
            : null,
        Values = [.. diagnostic.Values.Select(v => v with { Value = Scrub(v.Value) })],
    };
}
