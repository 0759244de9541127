using Lake.Project.Nodes;
using Lake.Project.Values;

namespace Lake.Project.Artifacts;

internal static class SourceRecord
{
    public static ValueMap Of(SourceNode node, double created) => NodeRecord.Map(
        ("database", node.Database), ("schema", node.Schema), ("name", node.Name), ("resource_type", "source"),
        ("package_name", node.PackageName), ("path", node.Path), ("original_file_path", node.OriginalFilePath), ("unique_id", node.UniqueId),
        ("fqn", NodeRecord.List(node.Fqn)), ("source_name", node.SourceName), ("source_description", node.SourceDescription),
        ("loader", node.Loader), ("identifier", node.Identifier), ("quoting", node.Quoting), ("loaded_at_field", node.LoadedAtField),
        ("loaded_at_query", node.LoadedAtQuery), ("freshness", node.Freshness), ("external", node.External),
        ("description", node.Description), ("columns", NodeRecord.Columns(node.Columns)), ("meta", node.Meta),
        ("source_meta", node.SourceMeta), ("tags", NodeRecord.List(node.Tags)), ("config", node.Config.Values), ("patch_path", null),
        ("unrendered_config", node.UnrenderedConfig), ("relation_name", node.RelationText), ("created_at", created),
        ("unrendered_database", node.WrittenDatabase), ("unrendered_schema", node.WrittenSchema), ("doc_blocks", NodeRecord.List(node.DocBlocks)));
}
