using Lake.Project.Nodes;
using Lake.Project.Rules;

namespace Lake.Project.Building;

/// <summary>All nodes so far, one of each unique id.</summary>
internal sealed class NodeSet(Workspace workspace)
{
    private static readonly Dictionary<ResourceType, string> Kinds = new()
    {
        [ResourceType.Model] = "models",
        [ResourceType.Seed] = "seeds",
        [ResourceType.Snapshot] = "snapshots",
        [ResourceType.Analysis] = "analyses",
        [ResourceType.Test] = "tests",
        [ResourceType.Source] = "source tables",
        [ResourceType.Exposure] = "exposures",
        [ResourceType.UnitTest] = "unit tests",
        [ResourceType.Metric] = "metrics",
        [ResourceType.SemanticModel] = "semantic models",
        [ResourceType.SavedQuery] = "saved queries",
        [ResourceType.Operation] = "operations",
    };

    private readonly Dictionary<string, Node> _byId = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Package, string Name), Node> _referable = [];

    public List<Node> Enabled { get; } = [];

    public List<Node> Disabled { get; } = [];

    /// <summary>Adds it to the enabled or the disabled ones; a second of one name is reported and dropped.</summary>
    public void Add(Node node)
    {
        if (!node.Config.Enabled)
        {
            Disabled.Add(node);
            return;
        }

        if (_byId.TryGetValue(node.UniqueId, out var earlier))
        {
            var isTest = node is TestNode { IsGeneric: true };
            workspace.Report(Duplicates.Diagnostic(
                isTest ? ProjectRules.DuplicateTest : ProjectRules.DuplicateName, Kinds[node.ResourceType],
                node is SourceNode source ? $"{source.SourceName}.{source.Name}" : node.Name, node.Location, earlier.Location));
            return;
        }

        if (node is ModelNode { Version: null } or SeedNode or SnapshotNode)
        {
            if (_referable.TryGetValue((node.PackageName, node.Name), out var other))
            {
                workspace.Report(Duplicates.Diagnostic(
                    ProjectRules.DuplicateName, $"nodes (a {other.ResourceType.Word()} and a {node.ResourceType.Word()})", node.Name, node.Location, other.Location));
                return;
            }

            _referable.Add((node.PackageName, node.Name), node);
        }

        _byId.Add(node.UniqueId, node);
        Enabled.Add(node);
    }

    /// <summary>Tests of what is switched off or does not exist are switched off with it.</summary>
    /// <param name="incomplete">Nodes that refer to such.</param>
    public void DropTests(IEnumerable<Node> incomplete)
    {
        var off = incomplete.Where(n => n is TestNode or UnitTestNode).ToHashSet<Node>(ReferenceEqualityComparer.Instance);
        if (off.Count == 0)
        {
            return;
        }

        foreach (var node in Enabled.Where(off.Contains))
        {
            Disabled.Add(node);
            if (node is TestNode test)
            {
                (test.IsOffWithParent, test.OwnConfig) = (true, node.Config);
            }

            node.Config = new NodeConfig(node.Config.Values.With("enabled", false));
        }

        Enabled.RemoveAll(off.Contains);
    }
}
