using Lake.Project.Values;

namespace Lake.Project.Nodes;

public sealed class UnitTestNode : Node
{
    public override ResourceType ResourceType => ResourceType.UnitTest;

    /// <summary>As written in <c>model:</c>.</summary>
    public required string Model { get; init; }

    /// <summary>Mappings with <c>input</c>, <c>rows</c>, <c>format</c>, <c>fixture</c>.</summary>
    public ValueList Given { get; init; } = ValueList.Empty;

    public ValueMap Expect { get; init; } = ValueMap.Empty;

    public ValueMap Overrides { get; init; } = ValueMap.Empty;

    /// <summary>Null: all versions of the model.</summary>
    public object? Version { get; init; }
}
