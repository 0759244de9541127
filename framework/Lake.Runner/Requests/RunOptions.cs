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

    /// <summary>Refs, sources and seeds give no rows: a run that checks only that everything fits.</summary>
    public bool Empty { get; init; }

    /// <summary>Where to read what the run does not build; null: in the target alone.</summary>
    public Deferral? Deferral { get; init; }

    /// <summary>Whether the artifacts are written.</summary>
    public bool WritesJson { get; init; } = true;

    public TimeProvider Clock { get; init; } = TimeProvider.System;
}
