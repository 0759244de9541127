using Lake.Project.Loaded;
using Lake.Project.Nodes;
using Lake.Project.Values;

namespace Lake.Project.Artifacts;

/// <summary>Parts of the semantic layer with the keys of manifest v12.</summary>
internal static class SemanticRecord
{
    public static ValueMap Of(LoadedProject project, SemanticNode node) => ValueMap.Of(
            ("name", node.Name), ("resource_type", node.ResourceType.Word()), ("package_name", node.PackageName), ("path", node.Path),
            ("original_file_path", node.OriginalFilePath), ("unique_id", node.UniqueId), ("fqn", NodeRecord.List(node.Fqn)),
            ("description", node.Description.Length > 0 || node is MetricNode ? node.Description : null), ("label", node.Label), ("metadata", null))
        .Merge(node.Body)
        .Merge(ValueMap.Of(
            ("config", node.Config.Values), ("unrendered_config", node.UnrenderedConfig), ("depends_on", NodeRecord.DependsOn(node)),
            ("refs", NodeRecord.Refs(node)), ("created_at", NodeRecord.Created(project)), ("group", node.Config.Group)))
        .Merge(Own(project, node));

    /// <summary>Where the rows of a semantic model are; null when its model is not there.</summary>
    public static ValueMap? Relation(LoadedProject project, Node node) =>
        node.DependsOn.Select(id => project.Nodes.GetValueOrDefault(id)).OfType<CodeNode>().FirstOrDefault() is { } model ? Relation(model) : null;

    public static ValueMap Relation(CodeNode model) => ValueMap.Of(
        ("alias", model.Alias), ("schema_name", model.Schema), ("database", model.Database), ("relation_name", model.RelationText));

    private static ValueMap Own(LoadedProject project, SemanticNode node) => node switch
    {
        MetricNode => ValueMap.Of(
            ("sources", ValueList.Empty), ("metrics", ValueList.Empty), ("meta", node.Meta), ("tags", NodeRecord.List(node.Tags))),
        SemanticModelNode => ValueMap.Of(("node_relation", Relation(project, node))),
        _ => ValueMap.Of(("tags", NodeRecord.List(node.Tags))),
    };
}
