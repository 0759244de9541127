using System.Collections.Immutable;
using Lake.Engines;
using Lake.Text;

namespace Lake.Runner.Results;

/// <summary>What became of one node.</summary>
public sealed record NodeResult
{
    public required string UniqueId { get; init; }

    public required string Name { get; init; }

    /// <summary>dbt's word: model, seed, snapshot, test, operation.</summary>
    public required string ResourceType { get; init; }

    /// <summary>What it is, as people say it: <c>table model main.fct_orders</c>.</summary>
    public required string Description { get; init; }

    public required NodeStatus Status { get; init; }

    /// <summary>One line: what the engine answered, or why it failed or was skipped.</summary>
    public string? Message { get; init; }

    /// <summary>Rows that the main statement wrote, where it says.</summary>
    public long? Rows { get; init; }

    /// <summary>The engine's word for what it did, where it has one: <c>INSERT</c>.</summary>
    public string? Code { get; init; }

    /// <summary>Under which the engine shows the main statement, where it does.</summary>
    public string? QueryId { get; init; }

    /// <summary>What each statement cost that ran for the node, where the engine says.</summary>
    public ImmutableArray<QueryReport> Queries { get; init; } = [];

    /// <summary>Built, and kept back because of its tests.</summary>
    public bool IsKeptBack { get; init; }

    /// <summary>Failing rows of a test.</summary>
    public long? Failures { get; init; }

    public TimeSpan Duration { get; init; }

    /// <summary>Index of the worker, from 1; 0 for what never ran.</summary>
    public int Thread { get; init; }

    public DateTimeOffset? CompileStarted { get; init; }

    public DateTimeOffset? CompileFinished { get; init; }

    public DateTimeOffset? ExecuteStarted { get; init; }

    public DateTimeOffset? ExecuteFinished { get; init; }

    /// <summary>The phases that are over, under dbt's names.</summary>
    public IEnumerable<(string Name, DateTimeOffset Started, DateTimeOffset Finished)> Timings
    {
        get
        {
            foreach (var (name, started, finished) in new[] { ("compile", CompileStarted, CompileFinished), ("execute", ExecuteStarted, ExecuteFinished) })
            {
                if (started is { } start && finished is { } end)
                {
                    yield return (name, start, end);
                }
            }
        }
    }

    public bool Compiled { get; init; }

    public string? CompiledCode { get; init; }

    /// <summary>Quoted and dotted; null for what has no relation.</summary>
    public string? RelationName { get; init; }

    /// <summary>Of a microbatch model; null for all else.</summary>
    public BatchResults? Batches { get; init; }

    public ImmutableArray<Diagnostic> Diagnostics { get; init; } = [];
}
