using System.Collections.Immutable;
using Lake.Project.Nodes;
using Lake.Runner.Requests;

namespace Lake.Runner.Planning;

/// <summary>
/// What one worker does at a time: a node with the tests that decide about its publication, a test that no single
/// node decides, or a load.
/// </summary>
/// <param name="Node">A model, seed or snapshot; or a test that stands alone; or a unit test; or a source that is filled.</param>
/// <param name="Audits">Tests that run against the staged node, or beside the test, in the graph's order.</param>
/// <param name="Order">Place in the graph's order, the first being 0.</param>
public sealed record RunUnit(Node Node, ImmutableArray<TestNode> Audits, int Order)
{
    public string Id => Node.UniqueId;

    /// <summary>What fills the source that the node then is; null for nodes that are worked on.</summary>
    public SourceLoad? Load { get; init; }

    /// <summary>What those that waited are told.</summary>
    public string Name => Load?.Name ?? Node.Name;

    /// <summary>What has a result when the unit has ended.</summary>
    public IEnumerable<Node> Nodes => Load is null ? Audits.Prepend(Node) : [];
}
