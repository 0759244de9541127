using Lake.Project.Nodes;
using Lake.Project.Values;

namespace Lake.Project.Semantics;

/// <summary>Dimensions and entities that columns of a model declare.</summary>
internal static class ColumnSemantics
{
    public static ValueMap? Dimension(Column column) => column.Dimension switch
    {
        string type => Dimension(column, type, column.Name, column.Description, ValueMap.Empty, null),
        ValueMap map => Dimension(
            column, map.Find("type") as string, map.Find("name") as string ?? column.Name, map.Find("description") as string ?? column.Description, map,
            Parameters(column.Granularity, map.Find("validity_params"))),
        _ => null,
    };

    public static ValueMap? Entity(Column column) => column.Entity switch
    {
        string type => Entity(column, type, column.Name, column.Description, null, SemanticShapes.Meta(column.Config)),
        ValueMap map => Entity(
            column, map.Find("type") as string, map.Find("name") as string ?? column.Name, map.Find("description") as string ?? column.Description,
            map.Find("label"), (map.Find("config") as ValueMap)?.Find("meta") as ValueMap ?? SemanticShapes.Meta(column.Config)),
        _ => null,
    };

    /// <summary>Null without a granularity.</summary>
    public static ValueMap? Parameters(object? granularity, object? validity) => granularity is null ? null : ValueMap.Of(
        ("time_granularity", granularity),
        ("validity_params", validity is ValueMap map ? ValueMap.Of(("is_start", false), ("is_end", false)).Merge(map) : null));

    private static ValueMap Dimension(Column column, string? type, string name, string description, ValueMap said, ValueMap? parameters) => ValueMap.Of(
        ("name", name), ("type", type), ("description", description), ("label", said.Find("label")), ("is_partition", said.Find("is_partition") ?? false),
        ("type_params", parameters), ("expr", name == column.Name ? null : column.Name), ("metadata", null),
        ("config", ValueMap.Of(("meta", SemanticShapes.Meta(column.Config).Merge(SemanticShapes.Meta(said.Find("config")))))), ("datatype", null));

    private static ValueMap Entity(Column column, string? type, string name, string description, object? label, ValueMap meta) => ValueMap.Of(
        ("name", name), ("type", type), ("description", description), ("label", label), ("role", null),
        ("expr", name == column.Name ? null : column.Name), ("config", ValueMap.Of(("meta", meta))));
}
