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

    /// <summary><c>day</c>, for columns of times in the semantic layer.</summary>
    public string? Granularity { get; init; }

    /// <summary>The type of a dimension as text, or a mapping with all that is said of it.</summary>
    public object? Dimension { get; init; }

    /// <summary>The same for an entity.</summary>
    public object? Entity { get; init; }

    public ImmutableArray<string> DocBlocks { get; init; } = [];
}
