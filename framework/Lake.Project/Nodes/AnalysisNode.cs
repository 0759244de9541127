using System.Diagnostics.CodeAnalysis;

namespace Lake.Project.Nodes;

public sealed class AnalysisNode : CodeNode
{
    public AnalysisNode()
    {
    }

    [SetsRequiredMembers]
    internal AnalysisNode(CodeHead head)
        : base(head)
    {
    }

    public override ResourceType ResourceType => ResourceType.Analysis;
}
