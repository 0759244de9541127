using Lake.Project.Properties;
using Lake.Project.Values;

namespace Lake.Project.Building;

/// <summary>What a column says of itself for the semantic layer, with the defaults of the manifest: text stays text.</summary>
internal static class SemanticColumns
{
    public static object? Dimension(ColumnPatch column) => column.Dimension is ValueMap map
        ? Common(column, map).Merge(ValueMap.Of(
            ("is_partition", map.Find("is_partition") ?? false), ("config", map.Find("config") ?? ValueMap.Empty),
            ("validity_params", map.Find("validity_params") is ValueMap validity ? ValueMap.Of(("is_start", false), ("is_end", false)).Merge(validity) : null)))
        : column.Dimension;

    public static object? Entity(ColumnPatch column) => column.Entity is ValueMap map
        ? Common(column, map).Merge(ValueMap.Of(("config", map.Find("config") ?? ValueMap.Empty)))
        : column.Entity;

    private static ValueMap Common(ColumnPatch column, ValueMap map) => ValueMap.Of(
        ("name", map.Find("name") ?? column.Name), ("type", map.Find("type")),
        ("description", map.Find("description") ?? column.Description?.Text ?? ""), ("label", map.Find("label")));
}
