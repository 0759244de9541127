using System.Collections.Immutable;
using Lake.Project.Contexts;
using Lake.Project.Settings;
using Lake.Runner.Results;

namespace Lake.Runner.Requests;

/// <summary>How a run goes about its nodes. Everything that belongs to the project or profile is in the project itself.</summary>
public sealed record RunOptions
{
    public RunCommand Command { get; init; } = RunCommand.Build;

    /// <summary>Nodes worked on at a time, each in a session of its own.</summary>
    public int Threads { get; init; } = 4;

    /// <summary>Rebuild incremental models and reload seeds whatever exists.</summary>
    public bool FullRefresh { get; init; }

    /// <summary>Stop at the first failure; running nodes are interrupted and rolled back.</summary>
    public bool FailFast { get; init; }

    /// <summary>Keep the failing rows of tests in tables; null leaves it to each test's own config.</summary>
    public bool? StoreFailures { get; init; }

    /// <summary>Ask for the tests of one relation in one statement.</summary>
    public bool Fuse { get; init; } = true;

    /// <summary>Keep the rows of a node whose tests failed in a table beside its own.</summary>
    public bool KeepFailed { get; init; }

    /// <summary>Publish the whole run together, or nothing of it.</summary>
    public bool PublishAll { get; init; }

    /// <summary>Refs, sources and seeds give no rows: a run that checks only that everything fits.</summary>
    public bool Empty { get; init; }

    /// <summary>The event time that microbatch models build; null: as each model says.</summary>
    public EventWindow? EventTime { get; init; }

    /// <summary>Read only this window of inputs that have an event time.</summary>
    public EventWindow? Sample { get; init; }

    /// <summary>What became of the batches of the run that is done again, by unique id.</summary>
    public IReadOnlyDictionary<string, BatchResults> EarlierBatches { get; init; } = ImmutableDictionary<string, BatchResults>.Empty;

    /// <summary>When the run that is done again began, so that its batches are the same.</summary>
    public DateTimeOffset? OriginallyStarted { get; init; }

    /// <summary>What fills sources while the run goes. Not for runs that are published as a whole.</summary>
    public ImmutableArray<SourceLoad> Loads { get; init; } = [];

    /// <summary>Where to read what the run does not build; null: in the target alone.</summary>
    public Deferral? Deferral { get; init; }

    /// <summary>
    /// Whether a node that was built and kept back because of its tests is called <c>success</c> in artifacts and events,
    /// as dbt does; else <c>error</c>.
    /// </summary>
    public bool CallsKeptBackSuccess { get; init; }

    /// <summary>Which warnings make a node fail, and which are not told.</summary>
    public WarningPolicy Warnings { get; init; } = WarningPolicy.Lenient;

    /// <summary>Whether the artifacts are written.</summary>
    public bool WritesJson { get; init; } = true;

    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
