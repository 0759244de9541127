using Lake.Project.Keys;
using Lake.Project.Nodes;
using Lake.Project.Values;
using Lake.Yaml.Keys;

namespace Lake.Project.Configs;

/// <summary>dbt's configuration keys of each kind of node with their defaults, in the order of its manifest.</summary>
internal static class ConfigDefaults
{
    private static readonly ValueMap Docs = Map(("show", true), ("node_color", null));

    private static readonly ValueMap Common = Map(
        ("enabled", true), ("alias", null), ("schema", null), ("database", null), ("tags", ValueList.Empty), ("meta", ValueMap.Empty),
        ("group", null), ("static_analysis", null));

    private static readonly ValueMap Node = Common.Merge(Map(
        ("materialized", "view"), ("incremental_strategy", null), ("batch_size", null), ("lookback", 1L), ("begin", null),
        ("persist_docs", ValueMap.Empty), ("post-hook", ValueList.Empty), ("pre-hook", ValueList.Empty), ("quoting", ValueMap.Empty),
        ("column_types", ValueMap.Empty), ("full_refresh", null), ("unique_key", null), ("on_schema_change", "ignore"),
        ("on_configuration_change", "apply"), ("grants", ValueMap.Empty), ("packages", ValueList.Empty), ("docs", Docs),
        ("contract", Map(("enforced", false), ("alias_types", true))), ("event_time", null), ("concurrent_batches", null)));

    private static readonly ValueMap Model = Node.Merge(Map(
        ("access", "protected"), ("freshness", null), ("on_error", null),
        ("latest_version_pointer", Map(("enabled", null), ("alias", null)))));

    private static readonly ValueMap Seed = Node.Merge(Map(("materialized", "seed"), ("delimiter", ","), ("quote_columns", null)));

    private static readonly ValueMap Snapshot = Node.Merge(Map(
        ("materialized", "snapshot"), ("strategy", null), ("unique_key", null), ("target_schema", null), ("target_database", null),
        ("updated_at", null), ("check_cols", null),
        ("snapshot_meta_column_names", Map(
            ("dbt_valid_to", null), ("dbt_valid_from", null), ("dbt_scd_id", null), ("dbt_updated_at", null), ("dbt_is_deleted", null))),
        ("dbt_valid_to_current", null)));

    private static readonly ValueMap Test = Common.Merge(Map(
        ("schema", "dbt_test__audit"), ("materialized", "test"), ("severity", "ERROR"), ("store_failures", null),
        ("store_failures_as", null), ("sql_header", null), ("where", null), ("limit", null), ("fail_calc", "count(*)"),
        ("warn_if", "!= 0"), ("error_if", "!= 0")));

    private static readonly ValueMap Source = Map(
        ("enabled", true), ("event_time", null), ("freshness", NoFreshness()), ("loaded_at_field", null), ("loaded_at_query", null),
        ("meta", ValueMap.Empty), ("tags", ValueList.Empty), ("static_analysis", null));

    private static readonly ValueMap Exposure = Map(("enabled", true), ("tags", ValueList.Empty), ("meta", ValueMap.Empty));

    private static readonly ValueMap UnitTest = Map(
        ("tags", ValueList.Empty), ("meta", ValueMap.Empty), ("enabled", true), ("static_analysis", null));

    private static readonly ValueMap Semantic = Map(("enabled", true), ("group", null), ("meta", ValueMap.Empty));

    private static readonly ValueMap SavedQuery = Semantic.Merge(Map(
        ("export_as", null), ("schema", null), ("cache", Map(("enabled", false)))));

    public static ValueMap For(ResourceType type) => type switch
    {
        ResourceType.Model => Model,
        ResourceType.Seed => Seed,
        ResourceType.Snapshot => Snapshot,
        ResourceType.Analysis or ResourceType.Operation => Node,
        ResourceType.Test => Test,
        ResourceType.Source => Source,
        ResourceType.Exposure => Exposure,
        ResourceType.UnitTest => UnitTest,
        ResourceType.Metric or ResourceType.SemanticModel => Semantic,
        ResourceType.SavedQuery => SavedQuery,
    };

    public static KeySet KeysOf(ResourceType type) => type switch
    {
        ResourceType.Model or ResourceType.Operation => ConfigKeys.Model,
        ResourceType.Seed => ConfigKeys.Seed,
        ResourceType.Snapshot => ConfigKeys.Snapshot,
        ResourceType.Analysis => ConfigKeys.Analysis,
        ResourceType.Test => ConfigKeys.Test,
        ResourceType.Source => ConfigKeys.Source,
        ResourceType.Exposure => ConfigKeys.Exposure,
        ResourceType.UnitTest => ConfigKeys.UnitTest,
        ResourceType.Metric or ResourceType.SemanticModel => ConfigKeys.Semantic,
        ResourceType.SavedQuery => ConfigKeys.SavedQuery,
    };

    public static ValueMap NoFreshness()
    {
        var rule = Map(("count", null), ("period", null));
        return Map(("warn_after", rule), ("error_after", rule), ("filter", null));
    }

    private static ValueMap Map(params (string Key, object? Value)[] pairs) => ValueMap.Of(pairs);
}
