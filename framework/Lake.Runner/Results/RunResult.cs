using System.Collections.Immutable;
using Lake.Text;

namespace Lake.Runner.Results;

/// <summary>
/// Nodes stand in order of finishing, those never reached at the end as skipped. The diagnostics are those that belong
/// to no node: hooks, loads, artifacts that could not be written. After a cancelled run everything published is whole.
/// </summary>
public sealed record RunResult(
    ImmutableArray<NodeResult> Nodes, ImmutableArray<Diagnostic> Diagnostics, TimeSpan Elapsed, bool IsCancelled)
{
    public bool Succeeded =>
        !IsCancelled && !Nodes.Any(n => n.Status.IsFailure()) && !Diagnostics.Any(d => d.Severity == Severity.Error);

    public int Count(NodeStatus status) => Nodes.Count(n => n.Status == status);
}
