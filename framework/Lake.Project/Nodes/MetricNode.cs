using System.Collections.Immutable;
using Lake.Project.Values;

namespace Lake.Project.Nodes;

public sealed class MetricNode : SemanticNode
{
    public override ResourceType ResourceType => ResourceType.Metric;

    /// <summary><c>simple</c>, <c>ratio</c>, <c>cumulative</c>, <c>derived</c>, <c>conversion</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Measures that it names itself, each with <c>name</c>, <c>filter</c> and so on.</summary>
    public ImmutableArray<ValueMap> Measures { get; init; } = [];

    /// <summary>The semantic model whose column it aggregates; null where measures or other metrics stand between.</summary>
    public string? SemanticModel { get; init; }

    /// <summary>Whether the measures of the metrics that it reads count as its own: ratios and derived metrics.</summary>
    public bool TakesMeasuresOver => Type is "ratio" or "derived";
}
