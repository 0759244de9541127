using Lake.Engines;
using Lake.Runner.Planning;
using Lake.Runner.Requests;

namespace Lake.Runner.Execution;

/// <summary>Threads that take units from a queue until none is left, each in a session of its own; one thread where there is a session to share.</summary>
internal sealed class WorkerPool(RunScope scope, RunPlan plan, IEngine engine, CancellationTokenSource stop, IEngineSession? shared = null)
{
    private readonly UnitQueue _queue = new(plan);
    private readonly object _changed = new();
    private readonly List<SharedParts> _shared = [];
    private int _running;
    private Exception? _fault;

    public void Run()
    {
        var count = shared is not null ? 1 : Math.Clamp(scope.Options.Threads, 1, Math.Max(1, plan.Units.Length));
        var threads = Enumerable.Range(1, count)
            .Select(n => new Thread(() => Work(n), maxStackSize: 16 * 1024 * 1024) { Name = $"worker {n}", IsBackground = true })
            .ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
        if (_fault is not null)
        {
            throw new InvalidOperationException("a worker failed", _fault);
        }
    }

    private void Work(int thread)
    {
        using var engines = new WorkerEngines(scope, engine, shared);
        try
        {
            while (Take() is { } work)
            {
                work(engines, thread);
            }
        }
        catch (Exception error) when (error is Text.DiagnosticException or InvalidOperationException)
        {
            Fault(error);
        }
    }

    private bool RunUnit(RunUnit unit, WorkerEngines engines, int thread)
    {
        if (unit.Load is { } load)
        {
            return LoadRunner.Run(load, scope.Events, stop.Token);
        }

        var (run, session) = engines.For(unit.Node);
        if (run.Options.Command == RunCommand.Compile && unit.Node is Project.Nodes.CodeNode node)
        {
            return new CompileRunner(run, session, thread, stop.Token).Run(node);
        }

        if (!new UnitRunner(run, session, thread, stop.Token) { Share = parts => Share(new SharedParts(unit.Node, parts, _changed), session, thread) }.Run(unit))
        {
            return false;
        }

        engines.Tell(unit.Node);
        return true;
    }

    /// <summary>Does parts of a node's work together with the workers that have nothing else to do.</summary>
    private void Share(SharedParts work, IEngineSession session, int thread)
    {
        lock (_changed)
        {
            _shared.Add(work);
            Monitor.PulseAll(_changed);
        }

        while (TakePart(work) is { } part)
        {
            work.Do(part, session, thread);
        }

        work.Wait();
    }

    private NodePart? TakePart(SharedParts work)
    {
        lock (_changed)
        {
            if (work.Take() is { } part)
            {
                return part;
            }

            _shared.Remove(work);
            return null;
        }
    }

    /// <summary>Waits until there is something to do; null when there never will be. What has begun goes before what has not.</summary>
    private Action<WorkerEngines, int>? Take()
    {
        lock (_changed)
        {
            while (_fault is null && !stop.IsCancellationRequested)
            {
                if (_shared.FirstOrDefault() is { } work)
                {
                    if (TakePart(work) is { } part)
                    {
                        return (engines, thread) => work.Do(part, engines.For(work.Node).Session, thread);
                    }

                    continue;
                }

                if (_queue.TryTake() is { } unit)
                {
                    _running++;
                    return (engines, thread) => Done(unit, RunUnit(unit, engines, thread));
                }

                if (_running == 0)
                {
                    return null;
                }

                Monitor.Wait(_changed);
            }

            return null;
        }
    }

    private void Done(RunUnit unit, bool succeeded)
    {
        lock (_changed)
        {
            _running--;
            if (succeeded)
            {
                _queue.Succeed(unit);
            }
            else
            {
                Skip(unit);
            }

            Monitor.PulseAll(_changed);
        }
    }

    private void Skip(RunUnit failed)
    {
        if (stop.IsCancellationRequested)
        {
            return;
        }

        foreach (var node in _queue.Fail(failed).SelectMany(unit => unit.Nodes))
        {
            scope.Events.Finish(NodeTimer.Skipped(node, $"{failed.Name} failed"));
        }

        if (scope.Options.FailFast)
        {
            stop.Cancel();
        }
    }

    private void Fault(Exception error)
    {
        lock (_changed)
        {
            _fault ??= error;
            Monitor.PulseAll(_changed);
        }
    }
}
