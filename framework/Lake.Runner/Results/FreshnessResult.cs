using System.Collections.Immutable;
using Lake.Project.Nodes;
using Lake.Text;

namespace Lake.Runner.Results;

/// <summary>How old the newest rows of a source table are.</summary>
/// <param name="Status">dbt's word: pass, warn, error, runtime error.</param>
/// <param name="MaxLoadedAt">Null when the age could not be found out.</param>
public sealed record FreshnessResult(SourceNode Source, string Status, DateTimeOffset? MaxLoadedAt, DateTimeOffset? SnapshottedAt)
{
    public DateTimeOffset Started { get; init; }

    public DateTimeOffset Finished { get; init; }

    /// <summary>Why the age could not be found out.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; init; } = [];

    public TimeSpan? Age => SnapshottedAt - MaxLoadedAt;

    public bool IsFailure => Status is "error" or "runtime error";
}
