using System.Collections.Immutable;
using Lake.Yaml.Keys;

namespace Lake.Project.Keys;

/// <summary>
/// Configuration: what the project file's trees, <c>config:</c> in property files and <c>config(…)</c> in SQL may say
/// of a node. Keys that are not here are allowed, for macros of one's own to read.
/// </summary>
public static class ConfigKeys
{
    private static readonly Shape Hooks = Shape.Text.Or(Shape.Of(new KeySet(
        "hook",
        new("sql", Shape.Text, "The statement, with Jinja") { IsRequired = true },
        new("transaction", Shape.Boolean, "Whether it belongs to the node's transaction", "true"),
        new("index", Shape.Anything, "Taken, without effect") { IsHidden = true }))).Or(Shape.List, "text, a mapping with 'sql' and 'transaction', or a list of them");

    /// <summary>What a table's <c>maintenance</c> may say.</summary>
    public static readonly KeySet Maintenance = new(
        "maintenance",
        new("optimize", Shape.Boolean, "Puts small files together and takes deleted rows out, as `lake table optimize` does", "false"),
        new("sort", Shape.Boolean, "Writes also those files anew whose rows are not in the table's sort order", "false"),
        new("expire_after_days", Shape.Integer, "Forgets snapshots that are older, and deletes the files that only they need"),
        new("keep_snapshots", Shape.Integer, "How many snapshots stay whatever their age", "1"),
        new("remove_orphans_after_days", Shape.Integer, "Deletes files in the table's folder that nothing leads to and that are older; 1 at least"));

    private static readonly ImmutableArray<Key> Common =
    [
        new("enabled", Shape.Boolean, "Whether the node exists", "true"),
        new("tags", Shape.Texts, "For `--select tag:…`; those of all places add up"),
        new("meta", Shape.Map.As("a mapping"), "Data of your own; mappings of all places merge"),
        new("group", Shape.Text, "The group that the node belongs to"),
        new("static_analysis", Shape.Anything, "Taken, without effect") { IsHidden = true },
    ];

    private static readonly Key Engine = new(
        "engine", Shape.Word("duckdb", "trino"), "What works on the node, if not the target's own engine: one that the target names under [engines](profiles.md)");

    private static readonly ImmutableArray<Key> Names =
    [
        new("alias", Shape.Text, "The table's name, if not the node's"),
        new("schema", Shape.Text, "The schema; the target's and it make `<target>_<schema>` unless generate_schema_name says otherwise"),
        new("database", Shape.Text, "The catalog"),
    ];

    private static readonly ImmutableArray<Key> Relation =
    [
        .. Common, .. Names, Engine,
        new("materialized", Shape.Text.As("the name of a materialization"), "How the node is built: view, table, incremental, ephemeral, materialized_view, external, or one of your own", "view"),
        new("pre-hook", Hooks, "SQL that runs before the node is built; hooks of all places add up"),
        new("post-hook", Hooks, "SQL that runs afterwards"),
        new("pre_hook", Hooks, "Same as pre-hook") { IsHidden = true },
        new("post_hook", Hooks, "Same as post-hook") { IsHidden = true },
        new("persist_docs", Shape.Map.As("a mapping with 'relation' and 'columns'"), "Which descriptions are written to the catalog"),
        new("docs", Shape.Map.As("a mapping with 'show' and 'node_color'"), "How the documentation shows the node"),
        new("quoting", Shape.Map.As("a mapping with 'database', 'schema', 'identifier'"), "Which parts of the name are quoted"),
        new("grants", Shape.Map.As("a mapping from privileges to lists of users"), "Who may do what; a key with `+` adds to the outer list"),
        new("contract", Shape.Map.As("a mapping with 'enforced'"), "`enforced: true` holds the node to the columns and types described"),
        new("full_refresh", Shape.Boolean, "true rebuilds it always, false never, whatever the flag says"),
        new("column_types", Shape.Map.As("a mapping from columns to types"), "Types of a seed's columns"),
        new("event_time", Shape.Text, "The column that says when a row happened, for microbatches and `--sample`"),
        new("packages", Shape.Texts, "Taken, without effect") { IsHidden = true },
        new("sql_header", Shape.Text, "SQL before the statement that creates the table"),
        new("catalog_name", Shape.Text, "A catalog of catalogs.yml, which is not read: the lakehouse has one catalog"),
        new("partitioned_by", Shape.Texts, "Columns or transforms of the Iceberg partitions, such as `day(at)`"),
        new("sorted_by", Shape.Texts, "Columns that rows in a data file are sorted by"),
        new("maintenance", Shape.Of(Maintenance), "How the table is kept tidy behind each build of it"),
        new("properties", Shape.Map, "Table properties: Iceberg's with DuckDB, the connector's with Trino"),
        new("format_version", Shape.Integer, "The version of Iceberg's table format: 2 or 3"),
        new("table_format", Shape.Text, "Always iceberg") { IsHidden = true },
        new("file_format", Shape.Text, "The data files' format, on Trino"),
        new("storage_uri", Shape.Text, "Where the table's files are put, on Trino") { IsHidden = true },
        new("location", Shape.Text, "The file of an external model"),
        new("format", Shape.Text, "An external file's format: parquet, csv or json"),
        new("options", Shape.Map, "Options of COPY for an external file"),
        new("on_table_exists", Shape.Word("rename", "drop", "replace", "skip"), "What becomes of a table that is there already, on Trino"),
        new("views_enabled", Shape.Boolean, "Whether incremental models use a view for new rows, on Trino", "true"),
        new("view_security", Shape.Word("definer", "invoker"), "Whose rights a view has, on Trino"),
        new("grace_period", Shape.Text, "How stale a materialized view may be, on Trino"),
        new("delimiter", Shape.Character, "What parts the values of a seed's CSV", "','"),
        new("quote_columns", Shape.Boolean, "Whether a seed's column names are quoted"),
        .. Ignored(
            "external_root", "glue_register", "glue_database", "plugin", "plugin_options", "indexes", "parameters", "parquet_read_options",
            "csv_read_options", "json_read_options", "partition_by", "external_location", "formatter"),
    ];

    private static readonly ImmutableArray<Key> Incremental =
    [
        new("incremental_strategy", Shape.Text.As("the name of a strategy"), "append, merge, delete+insert, insert_overwrite, microbatch, or one of your own"),
        new("unique_key", Shape.Texts.As("a column name, an expression or a list of them"), "The column, or columns, that name a row"),
        new("on_schema_change", Shape.Word("ignore", "append_new_columns", "sync_all_columns", "fail"), "What an incremental model does about other columns", "ignore"),
        new("on_configuration_change", Shape.Word("apply", "continue", "fail"), "What a materialized view does about other settings", "apply") { IsHidden = true },
        new("incremental_predicates", Shape.Texts, "Conditions on the rows that are looked at"),
        new("predicates", Shape.Texts, "Same as incremental_predicates") { IsHidden = true },
        new("merge_update_columns", Shape.Texts, "The only columns that a merge updates"),
        new("merge_exclude_columns", Shape.Texts, "Columns that a merge leaves as they are"),
        new("merge_update_condition", Shape.Text, "Which matching rows a merge updates"),
        new("merge_insert_condition", Shape.Text, "Which new rows a merge inserts"),
        new("merge_on_using_columns", Shape.Texts, "Columns to join by instead of unique_key"),
        new("merge_update_set_expressions", Shape.Map, "Columns and the expressions that a merge sets them to"),
        new("merge_returning_columns", Shape.Texts, "Taken, without effect") { IsHidden = true },
        new("merge_clauses", Shape.Map, "The clauses of a merge in full: lists `when_matched` and `when_not_matched` of `{action, condition, …}`"),
        new("overwrite_target_columns", Shape.Anything, "Taken, without effect") { IsHidden = true },
        new("batch_size", Shape.Word("hour", "day", "month", "year"), "How long a microbatch is"),
        new("begin", Shape.TextOrNumber, "Where the first microbatch begins"),
        new("lookback", Shape.Integer, "How many earlier microbatches are built again", "1"),
        new("concurrent_batches", Shape.Boolean, "Whether microbatches between the first and the last are built at the same time"),
    ];

    public static readonly KeySet Model = Set("configuration of models",
    [
        .. Relation, .. Incremental,
        new("access", Shape.Word("private", "protected", "public"), "Who may refer to the model", "protected"),
        new("freshness", Shape.Map, "Models: `build_after: {count, period, updates_on}`, how long one may be left as it is; sources: [how old the newest row may be](properties.md#freshness)"),
        new("on_error", Shape.Word("skip_children", "continue"), "What becomes of nodes that read the model when it cannot be built: left out, or built from the table as it was", "skip_children"),
        new("latest_version_pointer", Shape.Map, "`enabled` and `alias` of a view on the latest version"),
        new("state", Shape.Map, "Taken, without effect") { IsHidden = true },
    ]);

    public static readonly KeySet Seed = Set("configuration of seeds", [.. Relation, .. Incremental]);

    public static readonly KeySet Snapshot = Set("configuration of snapshots",
    [
        .. Relation, .. Incremental,
        new("strategy", Shape.Text, "timestamp (by updated_at), check (by check_cols), or one of your own"),
        new("updated_at", Shape.Text, "The column, or expression, that says when a row was changed"),
        new("check_cols", Shape.Texts, "Columns that are compared, or `all`"),
        new("hard_deletes", Shape.Word("ignore", "invalidate", "new_record"), "What becomes of rows that are gone", "ignore"),
        new("invalidate_hard_deletes", Shape.Boolean, "The old way to say `hard_deletes: invalidate`") { IsHidden = true },
        new("dbt_valid_to_current", Shape.Text, "What the current rows have in place of null"),
        new("snapshot_meta_column_names", Shape.Map, "Other names of dbt_valid_from, dbt_valid_to, dbt_scd_id, dbt_updated_at and dbt_is_deleted"),
        new("target_schema", Shape.Text, "The old name of schema") { IsHidden = true },
        new("target_database", Shape.Text, "The old name of database") { IsHidden = true },
    ]);

    public static readonly KeySet Analysis = Set("configuration of analyses", [.. Relation, .. Incremental]);

    public static readonly KeySet Test = Set("configuration of data tests",
    [
        .. Common, .. Names, Engine,
        new("materialized", Shape.Text.As("the name of a materialization"), "Always test") { IsHidden = true },
        new("severity", Shape.WordInAnyCase("error", "warn"), "What too many failing rows are", "error"),
        new("error_if", Shape.Text, "When the count of failing rows is an error", "'!= 0'"),
        new("warn_if", Shape.Text, "When it is worth a warning", "'!= 0'"),
        new("fail_calc", Shape.Text, "How failing rows are counted", "count(*)"),
        new("limit", Shape.Integer, "The most failing rows to look for"),
        new("where", Shape.Text, "Which rows are tested"),
        new("store_failures", Shape.Boolean, "Whether the failing rows are kept in a table"),
        new("store_failures_as", Shape.Word("table", "view", "ephemeral"), "How they are kept"),
        new("sql_header", Shape.Text, "SQL before the test's statement"),
        new("fuse", Shape.Boolean, "Whether it may be asked for in one statement with other tests of the table", "true"),
    ]);

    private static readonly KeySet Age = new(
        "age",
        new("count", Shape.Integer, "How many periods"),
        new("period", Shape.Word("minute", "hour", "day"), "How long one is"))
    {
        Refuses = true,
        UnknownHint = "it can have count and period",
    };

    public static readonly KeySet Freshness = new(
        "freshness",
        new("warn_after", Shape.Of(Age), "After how long without new rows to warn"),
        new("error_after", Shape.Of(Age), "After how long it is an error"),
        new("filter", Shape.Text, "Which rows are looked at"),
        new("loaded_at_field", Shape.Text, "As beside freshness") { IsHidden = true },
        new("loaded_at_query", Shape.Text, "As beside freshness") { IsHidden = true })
    {
        Refuses = true,
        UnknownHint = "it can have warn_after, error_after and filter",
    };

    public static readonly KeySet Source = Plain("configuration of sources",
    [
        .. Common,
        new("event_time", Shape.Text, "The column that says when a row happened"),
        new("freshness", Shape.Of(Freshness), "How old the newest row may be; null switches it off"),
        new("loaded_at_field", Shape.Text, "The column that says when a row was loaded"),
        new("loaded_at_query", Shape.Text, "A query that gives the time of the last load"),
        new("external_location", Shape.Text, "Files that source() reads in place of a table: `data/{name}.parquet`"),
        new("formatter", Shape.Word("newstyle", "oldstyle", "template"), "How names in external_location are written", "newstyle"),
        .. Ignored("plugin", "schema_origin", "sync", "quoting", "options"),
    ]);

    public static readonly KeySet UnitTest = Plain("configuration of unit tests", Common);

    public static readonly KeySet Exposure = Plain("configuration of exposures", Common);

    public static readonly KeySet Semantic = Plain("configuration of metrics and semantic models", Common);

    public static readonly KeySet SavedQuery = Plain("configuration of saved queries",
    [
        .. Common,
        new("export_as", Shape.Word("table", "view", "cache"), "What an export writes"),
        new("schema", Shape.Text, "Where it writes to"),
        new("cache", Shape.Map, "`enabled`: whether results are kept"),
    ]);

    /// <summary>Every key of every kind of node, by name.</summary>
    public static ImmutableDictionary<string, Key> All { get; } =
        new[] { Model, Snapshot, Test, Source, SavedQuery }.SelectMany(set => set.Keys).DistinctBy(key => key.Name).ToImmutableDictionary(key => key.Name);

    /// <summary>Packages and folders, with such keys at each level, bare or with <c>+</c>.</summary>
    internal static Shape Tree(KeySet keys)
    {
        KeySet? tree = null;
        var inner = Shape.Of(() => tree ?? throw new System.Diagnostics.UnreachableException());
        return Shape.Of(tree = new KeySet(
            keys.Name.Replace("configuration", "tree", StringComparison.Ordinal),
            [
                .. keys.Keys.Select(k => k with { Name = "+" + k.Name, IsRequired = false }),
                .. keys.Keys.Select(k => k with { Shape = k.Shape.Or(inner), IsRequired = false, IsHidden = true }),
            ])
        {
            IsMerged = true,
            Others = inner.Or(Shape.Anything),
        });
    }

    private static KeySet Set(string name, ImmutableArray<Key> keys) => new(name, keys) { IsMerged = true, Others = Shape.Anything };

    private static KeySet Plain(string name, ImmutableArray<Key> keys) => new(name, keys) { Others = Shape.Anything };

    private static IEnumerable<Key> Ignored(params IEnumerable<string> names) =>
        names.Select(name => new Key(name, Shape.Anything, "Read by adapters of dbt") { IsHidden = true });
}
