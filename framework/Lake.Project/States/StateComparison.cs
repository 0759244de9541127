using Lake.Project.Artifacts;
using Lake.Project.Loaded;
using Lake.Project.Nodes;
using Lake.Project.Values;

namespace Lake.Project.States;

/// <summary>What has changed in a project since an earlier manifest, by dbt's rules.</summary>
internal sealed class StateComparison(LoadedProject project, PreviousState state)
{
    /// <summary>Configuration whose effect is compared elsewhere, or has none on what is built.</summary>
    private static readonly string[] NotCompared = ["alias", "schema", "database", "tags", "group"];

    private static readonly string[] RelationKeys = ["database", "schema", "alias"];

    private static readonly string[] SourceKeys =
        ["fqn", "identifier", "quoting", "freshness", "loaded_at_field", "external", "loader", "unrendered_database", "unrendered_schema"];

    private static readonly string[] BodyParts = ["body", "configs", "persisted_descriptions", "relation", "contract"];

    private static readonly string[] ExposureKeys = ["fqn", "type", "owner", "maturity", "url", "description", "label", "depends_on"];

    private static readonly string[] MetricKeys = ["type", "type_params", "filter", "description", "label"];

    private static readonly string[] SemanticModelKeys =
        ["model", "description", "defaults", "entities", "dimensions", "measures", "primary_entity", "group"];

    private static readonly string[] SavedQueryKeys = ["query_params", "description", "label", "exports", "group"];

    private readonly MacroComparison _macros = new(project.Macros, state);

    public bool IsNew(Node node) => !state.Nodes.ContainsKey(node.UniqueId);

    public bool IsModified(Node node) => IsNew(node) || HasChanged(node) || _macros.HasChanged(node.DependsOnMacros);

    /// <summary>One of the parts that follow <c>modified.</c>; a node that is new has all of them changed.</summary>
    public bool IsModified(Node node, string part)
    {
        if (part == "macros")
        {
            return _macros.HasChanged(node.DependsOnMacros);
        }

        if (node is not (CodeNode or SourceNode) || (node is SourceNode && part is not ("configs" or "relation")))
        {
            return false;
        }

        return IsNew(node) || Changed(Now(node), Then(node), node, part);
    }

    private bool HasChanged(Node node)
    {
        var (now, then) = (Now(node), Then(node));
        return node switch
        {
            SourceNode => Differ(now, then, SourceKeys) || Changed(now, then, node, "configs"),
            ExposureNode => Differ(now, then, ExposureKeys) || Changed(now, then, node, "configs"),
            MetricNode => Differ(now, then, MetricKeys) || Changed(now, then, node, "configs"),
            SemanticModelNode => Differ(now, then, SemanticModelKeys) || Changed(now, then, node, "configs"),
            SavedQueryNode => Differ(now, then, SavedQueryKeys) || Changed(now, then, node, "configs"),
            UnitTestNode => Differ(now, then, ["checksum"]),
            TestNode { IsGeneric: true } => Differ(now, then, ["fqn"]) || Changed(now, then, node, "configs"),
            _ => Differ(now, then, ["fqn"]) || (node is ModelNode && Differ(now, then, ["latest_version", "access", "deprecation_date"]))
                || BodyParts.Any(part => Changed(now, then, node, part)),
        };
    }

    private static bool Changed(ValueMap now, ValueMap then, Node node, string part) => part switch
    {
        "body" => Differ(now, then, [node is SeedNode ? "checksum" : "raw_code"]),
        "configs" => DiffersInConfig(Map(now, "unrendered_config"), Map(then, "unrendered_config")),
        "persisted_descriptions" => DiffersInDescriptions(now, then),
        "relation" => node is SourceNode
            ? Differ(now, then, ["unrendered_database", "unrendered_schema", "identifier"])
            : Differ(Map(now, "unrendered_config"), Map(then, "unrendered_config"), RelationKeys),
        "contract" => node is ModelNode && DiffersInContract(Map(now, "contract"), Map(then, "contract")),
        _ => false,
    };

    private static bool DiffersInConfig(ValueMap now, ValueMap then) =>
        Differ(now, then, now.Keys.Concat(then.Keys).Except(NotCompared, StringComparer.Ordinal));

    /// <summary>Only descriptions that are written into the warehouse count.</summary>
    private static bool DiffersInDescriptions(ValueMap now, ValueMap then)
    {
        var persist = Map(Map(now, "config"), "persist_docs");
        return (persist.Find("relation") is true && Differ(now, then, ["description"]))
            || (persist.Find("columns") is true && !Equals(Descriptions(now), Descriptions(then)));
    }

    private static bool DiffersInContract(ValueMap now, ValueMap then) =>
        now.Find("enforced") is true || then.Find("enforced") is true
            ? Differ(now, then, ["enforced", "checksum"])
            : false;

    private static ValueMap Descriptions(ValueMap record) =>
        new(Map(record, "columns").Select(c => KeyValuePair.Create(c.Key, (c.Value as ValueMap)?.Find("description"))));

    private static bool Differ(ValueMap now, ValueMap then, IEnumerable<string> keys) =>
        keys.Any(key => now.ContainsKey(key) != then.ContainsKey(key) || !Same(now.Find(key), then.Find(key)));

    /// <summary>A number may have become a text of JSON, and an integer a float.</summary>
    public static bool Same(object? a, object? b) => (a, b) switch
    {
        (ValueMap x, ValueMap y) => x.Count == y.Count && x.All(p => y.TryGetValue(p.Key, out var other) && Same(p.Value, other)),
        (ValueList x, ValueList y) => x.Count == y.Count && x.Zip(y).All(p => Same(p.First, p.Second)),
        _ => Equals(a, b) || PlainValues.Text(a) == PlainValues.Text(b),
    };

    private static ValueMap Map(ValueMap record, string key) => record.Find(key) as ValueMap ?? ValueMap.Empty;

    private ValueMap Now(Node node) => NodeRecord.Of(project, node, null);

    private ValueMap Then(Node node) => state.Nodes.GetValueOrDefault(node.UniqueId) ?? ValueMap.Empty;
}
