using System.Collections.Immutable;
using Lake.Project.Files;
using Lake.Text;
using Lake.Yaml.Tree;

namespace Lake.Project.GenericTests;

/// <summary>What the tests of a property file are applied to: a node, one version of it, or a source table.</summary>
internal sealed record TestTarget
{
    /// <summary>Of the node, or of the table.</summary>
    public required string Name { get; init; }

    /// <summary>Null for nodes.</summary>
    public string? SourceName { get; init; }

    public object? Version { get; init; }

    /// <summary><c>models.orders</c>, <c>sources.shop</c>.</summary>
    public required string FileKeyName { get; init; }

    public required ProjectFile File { get; init; }

    public required SourceFile Source { get; init; }

    public required Location Location { get; init; }

    /// <summary>Null for sources.</summary>
    public string? AttachedNode { get; init; }

    /// <summary>Tags that tests of a source table take over.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>What <c>model</c> is in the test: <c>ref('x')</c> or <c>source('s', 't')</c>.</summary>
    public string Call => SourceName is not null
        ? $"source('{SourceName}', '{Name}')"
        : Version is null ? $"ref('{Name}')" : $"ref('{Name}', version='{Nodes.Versions.Text(Version)}')";

    public string DisplayName => SourceName is null ? Name : $"{SourceName}.{Name}";
}

/// <summary>One entry under <c>data_tests:</c>.</summary>
internal sealed record TestEntry(YamlNode Yaml, string? ColumnName, ImmutableArray<string> ColumnTags);
