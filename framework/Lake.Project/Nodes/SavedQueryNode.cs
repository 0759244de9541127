namespace Lake.Project.Nodes;

public sealed class SavedQueryNode : SemanticNode
{
    public override ResourceType ResourceType => ResourceType.SavedQuery;
}
