using System.Reflection;
using Lake.Project.Nodes;
using Lake.Testing;
using Shouldly;
using Xunit;

namespace Lake.Project.Tests.Caching;

/// <summary>A member that a node gains must be kept by the parse cache too, or be one of those that are found anew each time.</summary>
public sealed class NodeMembersTests
{
    /// <summary>Made when they are asked for or when nodes are connected, or only of kinds that are not kept.</summary>
    private static readonly HashSet<string> Connected = ["DependsOn", "Metrics", "TestIds", "Group", "ProjectFile", "IsOffWithParent", "OwnConfig", "Template"];

    [Theory]
    [InlineData(typeof(ModelNode))]
    [InlineData(typeof(SnapshotNode))]
    [InlineData(typeof(AnalysisNode))]
    [InlineData(typeof(SeedNode))]
    [InlineData(typeof(TestNode))]
    [InlineData(typeof(SourceNode))]
    [InlineData(typeof(Column))]
    public void The_cache_keeps_every_member(Type type)
    {
        var writer = File.ReadAllText(Path.Combine(Baseline.Folder(["..", "..", "Lake.Project", "Caching"]), "NodeWriter.cs"));
        type.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(p => p.CanWrite && !Connected.Contains(p.Name) && !writer.Contains($".{p.Name}", StringComparison.Ordinal))
            .Select(p => p.Name)
            .ShouldBeEmpty();
    }
}
