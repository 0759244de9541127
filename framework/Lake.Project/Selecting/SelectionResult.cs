using System.Collections.Immutable;
using Lake.Project.Nodes;
using Lake.Text;

namespace Lake.Project.Selecting;

/// <param name="Nodes">In the graph's order.</param>
/// <param name="Diagnostics">Wrong syntax, unknown methods, terms that match nothing.</param>
public sealed record SelectionResult(ImmutableArray<Node> Nodes, ImmutableArray<Diagnostic> Diagnostics)
{
    public bool HasErrors => Diagnostics.Any(d => d.Severity == Severity.Error);
}
