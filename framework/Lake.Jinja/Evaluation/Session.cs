using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using Lake.Jinja.Errors;
using Lake.Jinja.Options;
using Lake.Jinja.Values;

namespace Lake.Jinja.Evaluation;

/// <summary>One rendering from start to end: its output, call stack and what it has used up.</summary>
internal sealed class Session : CallingSession
{
    private const int TicksBetweenChecks = 1024;
    private readonly CallStack _calls = new();
    private readonly JinjaLimits _limits;
    private readonly CancellationToken _cancellation;
    private readonly long _deadline;
    private long _iterations;
    private int _ticks;

    public Session(RenderContext context)
    {
        _limits = context.Limits;
        _cancellation = context.Cancellation;
        _deadline = _limits.MaxTime is { } time ? Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency) : long.MaxValue;
        Map = context.TrackSources ? new MapBuilder() : null;
        Output = new OutputBuffer(_limits.MaxOutput, Map);
    }

    public OutputBuffer Output { get; }

    /// <summary>Null when nobody asked for a source map.</summary>
    public MapBuilder? Map { get; }

    /// <summary>The innermost macro that is being called; null outside of all.</summary>
    public CallFrame? Top => _calls.Top;

    public override bool IsInMacro => Top is not null;

    public Failure Failure => field ??= new();

    /// <summary>The value on its way with <see cref="Signal.Return"/>.</summary>
    public object? Returned { get; set; }

    public override ImmutableArray<CallFrame> Stack()
    {
        var frames = ImmutableArray.CreateBuilder<CallFrame>();
        for (var frame = Top; frame is not null; frame = frame.Caller)
        {
            frames.Add(frame);
        }

        return frames.DrainToImmutable();
    }

    /// <summary>Begins the call of a macro, which <see cref="Leave"/> ends.</summary>
    public void Enter(string macro, CallSite? site)
    {
        if (_calls.Depth > 0 && (_calls.Depth >= _limits.MaxDepth || !RuntimeHelpers.TryEnsureSufficientExecutionStack()))
        {
            throw new JinjaError(ErrorKind.RecursionError, $"maximum recursion depth exceeded in the call of {macro}");
        }

        Tick();
        _calls.Push(macro, site);
    }

    public void Leave() => _calls.Pop();

    /// <summary>One round of a loop.</summary>
    public void Iterate()
    {
        if (++_iterations > _limits.MaxIterations)
        {
            throw new JinjaError(ErrorKind.LimitExceeded, $"the template's loops took more than {_limits.MaxIterations} rounds");
        }

        Tick();
    }

    public void Tick()
    {
        if (++_ticks >= TicksBetweenChecks)
        {
            _ticks = 0;
            Check();
        }
    }

    private void Check()
    {
        _cancellation.ThrowIfCancellationRequested();
        if (Stopwatch.GetTimestamp() > _deadline)
        {
            throw new JinjaError(ErrorKind.LimitExceeded, $"the template took longer than {_limits.MaxTime?.TotalSeconds:0.###} seconds");
        }
    }
}
