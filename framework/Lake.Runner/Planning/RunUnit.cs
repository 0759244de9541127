using System.Collections.Immutable;
using Lake.Project.Nodes;

namespace Lake.Runner.Planning;

/// <summary>
/// What one worker does at a time: a node with the tests that decide about its publication, or a test that no single
/// node decides.
/// </summary>
/// <param name="Node">A model, seed or snapshot; or a test that stands alone; or a unit test.</param>
/// <param name="Audits">Tests that run against the staged node, or beside the test, in the graph's order.</param>
/// <param name="Order">Place in the graph's order, the first being 0.</param>
public sealed record RunUnit(Node Node, ImmutableArray<TestNode> Audits, int Order)
{
    public string Id => Node.UniqueId;
}
