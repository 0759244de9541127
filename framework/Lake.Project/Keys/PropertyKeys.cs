using System.Collections.Immutable;
using Lake.Yaml.Keys;

namespace Lake.Project.Keys;

/// <summary>The keys of property files: what is said of models, sources, tests and the like beside their SQL.</summary>
public static class PropertyKeys
{
    internal static readonly Key Name = new("name", Shape.Text, "Its name") { IsRequired = true };

    internal static readonly Key Description = new("description", Shape.Text, "What it is, in Markdown; may call `doc('…')`") { NeedsValue = true };

    internal static readonly Key Tests = new("data_tests", Shape.List, "Tests: `unique`, or `accepted_values: {arguments: {values: [a, b]}}`") { NeedsValue = true };

    internal static readonly Key OldTests = new("tests", Shape.List, "The old name of data_tests") { IsHidden = true, NeedsValue = true };

    /// <summary>Once keys of their own, now part of <c>config</c>.</summary>
    internal static readonly ImmutableArray<Key> MovedToConfig =
    [
        new("meta", Shape.Map, "As under config") { IsHidden = true, NeedsValue = true },
        new("tags", Shape.Texts, "As under config") { IsHidden = true },
        new("docs", Shape.Map, "As under config") { IsHidden = true, NeedsValue = true },
        new("group", Shape.Text, "As under config") { IsHidden = true },
        new("access", Shape.Text, "As under config") { IsHidden = true },
        new("contract", Shape.Map, "As under config") { IsHidden = true, NeedsValue = true },
    ];

    public static readonly KeySet Constraint = new(
        "constraint",
        new("type", Shape.Word("not_null", "unique", "primary_key", "foreign_key", "check", "custom", "expression"), "What it demands") { IsRequired = true },
        new("name", Shape.Text, "Its name in the database"),
        new("expression", Shape.Text, "The condition of a check, or what follows the type"),
        new("columns", Shape.ListOf(Shape.Text), "Which columns, for a constraint of the whole model"),
        new("to", Shape.Text, "The relation that a foreign key refers to: `ref('m')`"),
        new("to_columns", Shape.ListOf(Shape.Text), "Its columns"),
        new("warn_unenforced", Shape.Boolean, "Whether to say that the engine does not enforce it", "true"),
        new("warn_unsupported", Shape.Boolean, "Whether to say that the engine does not know it", "true"));

    private static readonly Key Constraints = new("constraints", Shape.ListOf(Shape.Of(Constraint)), "Rules that the table keeps") { NeedsValue = true };

    public static readonly KeySet Column = new("column",
    [
        new("name", Shape.TextOrNumber, "Its name") { IsRequired = true },
        Description,
        new("data_type", Shape.TextOrNumber, "Its SQL type; needed by a contract"),
        new("quote", Shape.Boolean, "Whether its name is quoted"),
        Constraints, Tests, OldTests,
        new("config", Shape.Map, "`meta` and `tags`"),
        new("meta", Shape.Map, "As under config") { NeedsValue = true },
        new("tags", Shape.Texts, "For `--select tag:…` of its tests"),
        new("granularity", Shape.Text, "Of a time column in the semantic layer"),
        new("dimension", Shape.Anything, "A dimension of the semantic layer"),
        new("entity", Shape.Anything, "An entity of the semantic layer"),
        .. Ignored("policy_tags", "databricks_tags", "column_mask", "classifiers", "docs"),
    ]);

    private static readonly Key Columns = new("columns", Shape.ListOf(Shape.Of(Column)), "Its columns") { NeedsValue = true };

    private static readonly KeySet VersionColumn = Column.Optional("name").Called("column of a version").And(
        new("include", Shape.Texts, "Columns of the model to keep: names, or `all`"),
        new("exclude", Shape.Texts, "Columns of the model to leave out"));

    public static readonly KeySet Version = new("version",
    [
        new("v", Shape.TextOrNumber, "The version: a number or a name") { IsRequired = true },
        new("defined_in", Shape.Text, "The file that holds it, without ending", "<model>_v<v>"),
        Description,
        Config(ConfigKeys.Model), Constraints, Tests, OldTests,
        new("columns", Shape.ListOf(Shape.Of(VersionColumn)), "Its columns, or `- include: all` with `exclude:`"),
        new("deprecation_date", Shape.TextOrNumber, "From when on it should not be used"),
        .. MovedToConfig,
    ])
    {
        Refuses = true,
    };

    public static readonly KeySet Model = new("model",
    [
        Name, Description, Config(ConfigKeys.Model), Columns, Tests, OldTests, Constraints,
        new("latest_version", Shape.TextOrNumber, "The version that a `ref` without one means", "the highest"),
        new("versions", Shape.ListOf(Shape.Of(Version)), "The model's versions") { NeedsValue = true },
        new("deprecation_date", Shape.TextOrNumber, "From when on it should not be used"),
        new("time_spine", Shape.Of(() => SemanticKeys.TimeSpine), "Makes it a time spine of the semantic layer"),
        new("semantic_model", Shape.Anything, "Makes it a semantic model"),
        new("metrics", Shape.List, "Metrics of its semantic model"),
        new("derived_semantics", Shape.Map, "Dimensions and entities that are no columns"),
        new("primary_entity", Shape.Text, "The entity of its semantic model"),
        new("agg_time_dimension", Shape.Text, "The time that its metrics are summed up by"),
        new("quote_columns", Shape.Boolean, "Whether all its columns are quoted") { IsHidden = true },
        .. Ignored("identifier", "static_analysis_off_reason"), .. MovedToConfig,
    ]);

    public static readonly KeySet Seed = Described("seed", ConfigKeys.Seed);

    public static readonly KeySet Snapshot = Described("snapshot", ConfigKeys.Snapshot).And(
        new Key("relation", Shape.Text, "What the snapshot is taken of, in place of a SQL file: `ref('m')` or `source('s', 't')`"));

    public static readonly KeySet Analysis = Described("analysis", ConfigKeys.Analysis);

    public static readonly KeySet SingularTest = Described("data test", ConfigKeys.Test);

    public static readonly KeySet Macro = new("macro",
    [
        Name, Description,
        new("arguments", Shape.ListOf(Shape.Of(new KeySet(
            "argument",
            Name,
            new("type", Shape.TextOrNumber, "What it takes: string, integer, list[string], relation, …"),
            Description,
            new("default", Shape.Anything, "Taken, without effect") { IsHidden = true })
        {
            Refuses = true,
        })), "Its arguments, in order") { NeedsValue = true },
        new("config", Shape.Map, "`meta` and `docs`"),
        new("meta", Shape.Map, "As under config") { IsHidden = true, NeedsValue = true },
        new("docs", Shape.Map, "As under config") { IsHidden = true, NeedsValue = true },
    ]);

    public static readonly KeySet Owner = new(
        "owner",
        new("name", Shape.Text, "A person or team"),
        new("email", Shape.Texts, "One address, or several"))
    {
        Others = Shape.Anything,
    };

    public static readonly KeySet Exposure = new("exposure",
    [
        Name,
        new("type", Shape.Word("dashboard", "notebook", "analysis", "ml", "application"), "What kind of use it is") { IsRequired = true },
        new("owner", Shape.Of(Owner), "Whom to ask") { IsRequired = true },
        new("label", Shape.Text, "A name to show"),
        Description,
        new("depends_on", Shape.ListOf(Shape.Text), "What it reads: `ref('m')`, `source('s', 't')`") { NeedsValue = true },
        new("maturity", Shape.Word("low", "medium", "high"), "How much one may rely on it"),
        new("url", Shape.Text, "Where it is"),
        Config(ConfigKeys.Exposure),
        new("meta", Shape.Map, "As under config") { IsHidden = true, NeedsValue = true },
        new("tags", Shape.Texts, "As under config") { IsHidden = true },
        new("enabled", Shape.Boolean, "As under config") { IsHidden = true },
    ])
    {
        Refuses = true,
    };

    public static readonly KeySet Group = new(
        "group",
        Name,
        new("owner", Shape.Of(Owner), "Whom to ask") { IsRequired = true },
        Description,
        new("config", Shape.Map, "`meta`"))
    {
        Refuses = true,
    };

    internal static Key Config(KeySet keys) => new("config", Shape.Of(keys), "Its configuration") { NeedsValue = true };

    internal static IEnumerable<Key> Ignored(params IEnumerable<string> names) =>
        names.Select(name => new Key(name, Shape.Anything, "Taken, without effect") { IsHidden = true });

    private static KeySet Described(string name, KeySet config) => new(name,
    [
        Name, Description, Config(config), Columns, Tests, OldTests,
        new("constraints", Shape.ListOf(Shape.Of(Constraint)), "Rules that the table keeps") { IsHidden = true, NeedsValue = true },
        new("quote_columns", Shape.Boolean, "Whether all its columns are quoted") { IsHidden = true },
        .. Ignored("static_analysis_off_reason"), .. MovedToConfig,
    ]);
}
