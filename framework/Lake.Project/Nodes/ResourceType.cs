namespace Lake.Project.Nodes;

public enum ResourceType
{
    Model,
    Seed,
    Snapshot,
    Analysis,
    Test,
    Operation,
    Source,
    Exposure,
    UnitTest,
    Metric,
    SemanticModel,
    SavedQuery,
}
