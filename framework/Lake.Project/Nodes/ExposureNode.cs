using Lake.Project.Values;

namespace Lake.Project.Nodes;

public sealed class ExposureNode : Node
{
    public override ResourceType ResourceType => ResourceType.Exposure;

    public required string Type { get; init; }

    public ValueMap Owner { get; init; } = ValueMap.Empty;

    public string? Label { get; init; }

    public string? Maturity { get; init; }

    public string? Url { get; init; }
}
