namespace Lake.Project.Nodes;

public static class ResourceTypes
{
    /// <summary>dbt's word, as in unique ids and artifacts.</summary>
    public static string Word(this ResourceType type) => type switch
    {
        ResourceType.Model => "model",
        ResourceType.Seed => "seed",
        ResourceType.Snapshot => "snapshot",
        ResourceType.Analysis => "analysis",
        ResourceType.Test => "test",
        ResourceType.Operation => "operation",
        ResourceType.Source => "source",
        ResourceType.Exposure => "exposure",
        ResourceType.UnitTest => "unit_test",
        ResourceType.Metric => "metric",
        ResourceType.SemanticModel => "semantic_model",
        ResourceType.SavedQuery => "saved_query",
    };
}
