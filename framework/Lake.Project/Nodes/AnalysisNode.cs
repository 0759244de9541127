namespace Lake.Project.Nodes;

public sealed class AnalysisNode : CodeNode
{
    public override ResourceType ResourceType => ResourceType.Analysis;
}
