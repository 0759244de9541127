using Lake.Project.Values;

namespace Lake.Project.Nodes;

/// <summary>A part of the semantic layer: read, resolved and written into the artifacts. Nothing is run for it.</summary>
public abstract class SemanticNode : Node
{
    public string? Label { get; init; }

    /// <summary>What only its kind has, under the keys of the manifest.</summary>
    public ValueMap Body { get; internal set; } = ValueMap.Empty;
}
