using System.Collections.Immutable;

namespace Lake.Project.Nodes;

public sealed class SemanticModelNode : SemanticNode
{
    public override ResourceType ResourceType => ResourceType.SemanticModel;

    /// <summary>By name, for metrics that ask for them.</summary>
    public ImmutableArray<string> Measures { get; init; } = [];
}
