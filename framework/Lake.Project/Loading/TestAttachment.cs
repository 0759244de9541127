using System.Runtime.InteropServices;
using Lake.Project.Nodes;

namespace Lake.Project.Loading;

/// <summary>Tells each node which tests must hold before its data is published.</summary>
internal static class TestAttachment
{
    public static void Attach(IReadOnlyDictionary<string, Node> nodes)
    {
        var tests = new Dictionary<CodeNode, List<string>>(ReferenceEqualityComparer.Instance);
        foreach (var test in nodes.Values.OfType<TestNode>())
        {
            var attached = test.AttachedNode is { } id ? nodes.GetValueOrDefault(id) as CodeNode : null;
            test.Group = attached is null ? test.Group : attached.Group;
            if ((attached ?? Only(test, nodes)) is { } tested)
            {
                (CollectionsMarshal.GetValueRefOrAddDefault(tests, tested, out _) ??= []).Add(test.UniqueId);
            }
        }

        foreach (var (tested, ids) in tests)
        {
            ids.Sort(StringComparer.Ordinal);
            tested.TestIds = [.. ids];
        }
    }

    /// <summary>A singular test is one of its only parent.</summary>
    private static CodeNode? Only(TestNode test, IReadOnlyDictionary<string, Node> nodes) =>
        test is { IsGeneric: false, DependsOn: [var only] } ? nodes.GetValueOrDefault(only) as CodeNode : null;
}
