using System.Text.Json;
using Lake.Project.Loaded;
using Lake.Project.Nodes;
using Lake.Project.Values;

namespace Lake.Project.Artifacts;

/// <summary><c>semantic_manifest.json</c>, which MetricFlow reads.</summary>
public static class SemanticManifest
{
    /// <summary>The model that is the calendar when none says that it is.</summary>
    private const string OldTimeSpine = "metricflow_time_spine";

    /// <summary>The version of its reader's format that dbt names.</summary>
    private static readonly ValueMap FormatVersion = ValueMap.Of(("major_version", "0"), ("minor_version", "213"), ("patch_version", "0"));

    public static void Write(LoadedProject project, Stream stream)
    {
        using var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        JsonValues.Write(writer, ValueMap.Of(
            ("semantic_models", List(project.Of<SemanticModelNode>(), n => Model(project, n))), ("metrics", List(project.Of<MetricNode>(), Metric)),
            ("project_configuration", Configuration(project)), ("saved_queries", List(project.Of<SavedQueryNode>(), SavedQuery))));
    }

    private static ValueList List<TNode>(IEnumerable<TNode> nodes, Func<TNode, ValueMap> record) => new(nodes.Select(n => (object?)record(n)));

    private static ValueMap Model(LoadedProject project, SemanticModelNode node) => ValueMap.Of(
        ("name", node.Name), ("defaults", node.Body.Find("defaults")), ("description", Description(node)),
        ("node_relation", SemanticRecord.Relation(project, node)), ("primary_entity", node.Body.Find("primary_entity")),
        ("entities", Parts(node, "entities")), ("measures", Parts(node, "measures")), ("dimensions", node.Body.Find("dimensions")),
        ("label", node.Label), ("metadata", null), ("config", Config(node)));

    private static ValueMap Metric(MetricNode node) => ValueMap.Of(
        ("name", node.Name), ("description", node.Description), ("type", node.Type), ("datatype", null), ("type_params", node.Body.Find("type_params")),
        ("filter", node.Body.Find("filter")), ("metadata", null), ("label", node.Label), ("config", Config(node)),
        ("time_granularity", node.Body.Find("time_granularity")));

    private static ValueMap SavedQuery(SavedQueryNode node) => ValueMap.Of(
        ("name", node.Name), ("query_params", node.Body.Find("query_params")), ("description", Description(node)), ("metadata", null), ("label", node.Label),
        ("exports", new ValueList((node.Body.Find("exports") as ValueList ?? ValueList.Empty).OfType<ValueMap>().Select(e =>
            (object?)ValueMap.Of(("name", e.Find("name")), ("config", (e.Find("config") as ValueMap)?.Without("database")))))),
        ("tags", NodeRecord.List(node.Tags)));

    private static ValueMap Configuration(LoadedProject project)
    {
        var spines = project.Of<ModelNode>().Where(m => m.TimeSpine is not null).ToList();
        var old = spines.Exists(m => m.Name == OldTimeSpine) || !project.Of<SemanticModelNode>().Any() ? null
            : project.Of<ModelNode>().FirstOrDefault(m => m.Name == OldTimeSpine);
        return ValueMap.Of(
            ("time_spine_table_configurations", new ValueList(old is null ? []
                : [ValueMap.Of(("location", old.RelationText), ("column_name", "date_day"), ("grain", "day"))])),
            ("metadata", null), ("dsi_package_version", FormatVersion), ("time_spines", List(spines, Spine)));
    }

    private static ValueMap Spine(ModelNode model) => ValueMap.Of(
        ("node_relation", SemanticRecord.Relation(model)),
        ("primary_column", ValueMap.Of(
            ("name", model.TimeSpine?.Column), ("time_granularity", model.Columns.FirstOrDefault(c => c.Name == model.TimeSpine?.Column)?.Granularity))),
        ("custom_granularities", model.TimeSpine?.Granularities));

    private static ValueList Parts(SemanticModelNode node, string key) =>
        new((node.Body.Find(key) as ValueList ?? ValueList.Empty).OfType<ValueMap>().Select(p => (object?)p.With("metadata", null)));

    private static string? Description(Node node) => node.Description.Length > 0 ? node.Description : null;

    private static ValueMap Config(Node node) => ValueMap.Of(("meta", node.Config.Meta));
}
