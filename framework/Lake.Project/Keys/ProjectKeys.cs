using Lake.Yaml.Keys;

namespace Lake.Project.Keys;

/// <summary>The keys of <c>lake_project.yml</c> and <c>dbt_project.yml</c>.</summary>
public static class ProjectKeys
{
    private static readonly Shape Folders = Shape.ListOf(Shape.Text);

    public static readonly KeySet Quoting = new(
        "quoting",
        new("database", Shape.Boolean, "Whether the database's name is quoted in SQL", "true"),
        new("schema", Shape.Boolean, "Whether the schema's name is quoted", "true"),
        new("identifier", Shape.Boolean, "Whether the table's name is quoted", "true"),
        new("column", Shape.Boolean, "Taken, without effect") { IsHidden = true },
        new("snowflake_ignore_case", Shape.Boolean, "Taken, without effect") { IsHidden = true })
    {
        Refuses = true,
        UnknownHint = "it can have database, schema and identifier",
    };

    private static readonly KeySet Dispatch = new(
        "entry of 'dispatch'",
        new("macro_namespace", Shape.Text, "The package whose calls of adapter.dispatch are meant") { IsRequired = true },
        new("search_order", Shape.ListOf(Shape.Text), "Packages in which its macros are looked for, first to last"));

    private static readonly KeySet Comment = new(
        "comment",
        new("comment", Shape.Text, "The text, with Jinja"),
        new("append", Shape.Boolean, "Write it behind the statement and not before it", "false"),
        new("job-label", Shape.Boolean, "Taken, without effect") { IsHidden = true });

    public static readonly KeySet File = new(
        "project",
        new("name", Shape.Text, "The project's name: letters, digits and underscores") { IsRequired = true },
        new("version", Shape.TextOrNumber, "The project's version, for those who read it"),
        new("config-version", Shape.Integer, "The version of this file's form", "2"),
        new("require-dbt-version", Shape.Texts, "Versions of dbt that the project is made for, such as `[\">=1.8.0\", \"<2.0.0\"]`"),
        new("profile", Shape.Text, "The profile in profiles.yml; without one the target is `local`: DuckDB over `warehouse`"),
        new("warehouse", Shape.Text, "Where the Iceberg tables are put: a folder, relative to this file, or s3://…", "warehouse"),
        new("catalog", Shape.Map.Or(Shape.Text), "The catalog of the tables", "filesystem"),
        new("streams", Shape.List, "Raw files and the raw tables that they land in"),
        new("stream-paths", Folders, "Folders of streams with a file each: `<source>/<stream>.yml`", "[project/streams]"),
        new("model-paths", Folders, "Folders of models", "[models]"),
        new("seed-paths", Folders, "Folders of seeds", "[seeds]"),
        new("test-paths", Folders, "Folders of tests", "[tests]"),
        new("analysis-paths", Folders, "Folders of analyses: SQL that is compiled and never run", "[analyses]"),
        new("macro-paths", Folders, "Folders of macros", "[macros]"),
        new("snapshot-paths", Folders, "Folders of snapshots", "[snapshots]"),
        new("docs-paths", Folders, "Folders of Markdown with docs blocks", "all of the above"),
        new("function-paths", Folders, "Taken, without effect: there are no functions of users yet") { IsHidden = true },
        new("asset-paths", Folders, "Taken, without effect") { IsHidden = true },
        new("osi-paths", Folders, "Taken, without effect") { IsHidden = true },
        new("source-paths", Folders, "Now model-paths") { IsHidden = true },
        new("data-paths", Folders, "Now seed-paths") { IsHidden = true },
        new("target-path", Shape.Text, "Folder of compiled SQL and artifacts", "target"),
        new("log-path", Shape.Text, "Folder of the log file", "logs") { IsHidden = true },
        new("packages-install-path", Shape.Text, "Where `lake deps` puts packages", "dbt_packages"),
        new("clean-targets", Folders, "Folders that `lake clean` removes", "[target-path]"),
        new("quoting", Shape.Of(Quoting), "Which parts of names are quoted in SQL"),
        new("models", ConfigKeys.Tree(ConfigKeys.Model), "Configuration of models by package and folder"),
        new("seeds", ConfigKeys.Tree(ConfigKeys.Seed), "Configuration of seeds"),
        new("snapshots", ConfigKeys.Tree(ConfigKeys.Snapshot), "Configuration of snapshots"),
        new("sources", ConfigKeys.Tree(ConfigKeys.Source), "Configuration of sources"),
        new("data_tests", ConfigKeys.Tree(ConfigKeys.Test), "Configuration of data tests"),
        new("tests", ConfigKeys.Tree(ConfigKeys.Test), "The old name of data_tests") { IsHidden = true },
        new("unit_tests", ConfigKeys.Tree(ConfigKeys.UnitTest), "Configuration of unit tests"),
        new("analyses", ConfigKeys.Tree(ConfigKeys.Analysis), "Configuration of analyses"),
        new("exposures", ConfigKeys.Tree(ConfigKeys.Exposure), "Configuration of exposures"),
        new("metrics", ConfigKeys.Tree(ConfigKeys.Semantic), "Configuration of metrics"),
        new("semantic-models", ConfigKeys.Tree(ConfigKeys.Semantic), "Configuration of semantic models"),
        new("saved-queries", ConfigKeys.Tree(ConfigKeys.SavedQuery), "Configuration of saved queries"),
        new("functions", ConfigKeys.Tree(ConfigKeys.Model), "Taken, without effect") { IsHidden = true },
        new("vars", Shape.Map, "Variables, for all packages or under a package's name"),
        new("on-run-start", Shape.Texts, "SQL that runs before the first node"),
        new("on-run-end", Shape.Texts, "SQL that runs after the last node"),
        new("dispatch", Shape.ListOf(Shape.Of(Dispatch)), "In which packages adapter.dispatch looks for macros"),
        new("query-comment", Shape.Text.Or(Shape.Of(Comment), "text or a mapping with 'comment' and 'append'"), "A comment that goes with each statement", "a JSON object"),
        new("flags", Shape.Map, "Defaults of the command line's flags, such as `fail_fast: true`"),
        new("restrict-access", Shape.Boolean, "Whether models with `access: private` are kept from other packages", "false"),
        new("packages", Shape.List, "Taken, without effect: packages are listed in packages.yml") { IsHidden = true },
        new("dbt-cloud", Shape.Map, "Taken, without effect") { IsHidden = true },
        new("sync", Shape.Map, "Taken, without effect") { IsHidden = true })
    {
        About = "The file at the top of a project, `lake_project.yml` or `dbt_project.yml`. All but the values of `vars`, hooks and `query-comment` is rendered with Jinja when it is read.",
        Refuses = true,
        UnknownHint = "remove it: nothing reads it",
    };
}
