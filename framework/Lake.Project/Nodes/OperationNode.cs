namespace Lake.Project.Nodes;

/// <summary>One entry of <c>on-run-start</c> or <c>on-run-end</c>.</summary>
public sealed class OperationNode : CodeNode
{
    public override ResourceType ResourceType => ResourceType.Operation;

    /// <summary>Its place in the list.</summary>
    public required int Index { get; init; }

    /// <summary>False: at the end.</summary>
    public required bool AtStart { get; init; }
}
