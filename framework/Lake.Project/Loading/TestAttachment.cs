using Lake.Project.Nodes;

namespace Lake.Project.Loading;

/// <summary>Tells each node which tests must hold before its data is published.</summary>
internal static class TestAttachment
{
    public static void Attach(IEnumerable<Node> nodes)
    {
        var all = nodes.ToList();
        var byId = all.OfType<CodeNode>().ToDictionary(n => n.UniqueId, StringComparer.Ordinal);
        foreach (var test in all.OfType<TestNode>())
        {
            test.Group = test.AttachedNode is { } id && byId.TryGetValue(id, out var tested) ? tested.Group : test.Group;
        }

        foreach (var group in all.OfType<TestNode>().GroupBy(t => Tested(t, byId), StringComparer.Ordinal))
        {
            if (group.Key.Length > 0)
            {
                byId[group.Key].TestIds = [.. group.Select(t => t.UniqueId).Order(StringComparer.Ordinal)];
            }
        }
    }

    /// <summary>The node that a test is written under; for a singular test its only parent.</summary>
    private static string Tested(TestNode test, Dictionary<string, CodeNode> nodes) =>
        test.AttachedNode is { } attached && nodes.ContainsKey(attached) ? attached
        : test is { IsGeneric: false, DependsOn: [var only] } && nodes.ContainsKey(only) ? only
        : "";
}
