using System.Collections.Immutable;
using Lake.Project.Values;
using Lake.Text;

namespace Lake.Project.Nodes;

/// <summary>A column as property YAML describes it.</summary>
public sealed record Column(string Name, Location? Location)
{
    public string Description { get; init; } = "";

    public string? DataType { get; init; }

    public bool? Quote { get; init; }

    public ValueMap Meta { get; init; } = ValueMap.Empty;

    public ImmutableArray<string> Tags { get; init; } = [];

    public ValueList Constraints { get; init; } = ValueList.Empty;

    /// <summary>The column's own <c>config:</c>, with meta and tags.</summary>
    public ValueMap Config { get; init; } = ValueMap.Empty;

    public ImmutableArray<string> DocBlocks { get; init; } = [];
}
