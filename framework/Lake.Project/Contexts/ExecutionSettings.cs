using System.Collections.Immutable;
using Lake.Sql;

namespace Lake.Project.Contexts;

/// <summary>What templates learn of the run they are part of.</summary>
public sealed record ExecutionSettings
{
    /// <summary>Null: as the project's options say.</summary>
    public bool? FullRefresh { get; init; }

    public bool? StoreFailures { get; init; }

    /// <summary>Refs and sources give no rows.</summary>
    public bool Empty { get; init; }

    /// <summary>The part of a microbatch model that is built; its inputs with an event time are read for that window alone.</summary>
    public Batch? Batch { get; init; }

    /// <summary>Inputs with an event time are read for this window alone: <c>--sample</c>.</summary>
    public EventWindow? Sample { get; init; }

    /// <summary>Relations to read in place of a node's own, by unique id: <c>--defer</c>.</summary>
    public IReadOnlyDictionary<string, RelationName> Deferred { get; init; } = ImmutableDictionary<string, RelationName>.Empty;

    /// <summary><c>thread_id</c>.</summary>
    public string Thread { get; init; } = "MainThread";

    /// <summary>Reads a file of the project.</summary>
    public Func<string, string> ReadFile { get; init; } = File.ReadAllText;

    /// <summary>Unique ids of what the run works on.</summary>
    public ImmutableArray<string> Selected { get; init; } = [];
}
