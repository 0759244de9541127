using Lake.Yaml.Keys;

namespace Lake.Project.Keys;

/// <summary>The headings of a property file.</summary>
public static class PropertyFileKeys
{
    public static readonly KeySet File = new(
        "property file",
        new("version", Shape.Scalar, "The version of this file's form", "2"),
        Section("models", PropertyKeys.Model, "Models, by the names of their files"),
        Section("seeds", PropertyKeys.Seed, "Seeds"),
        Section("snapshots", PropertyKeys.Snapshot, "Snapshots, those without a SQL file too"),
        Section("sources", SourceKeys.Source, "Tables that others write"),
        Section("analyses", PropertyKeys.Analysis, "Analyses"),
        Section("macros", PropertyKeys.Macro, "Macros"),
        Section("exposures", PropertyKeys.Exposure, "What the tables are used for"),
        Section("groups", PropertyKeys.Group, "Who owns what"),
        Section("unit_tests", UnitTestKeys.UnitTest, "Tests of models on rows that are made up"),
        Section("data_tests", PropertyKeys.SingularTest, "Tests that are a SQL file each"),
        Section("metrics", SemanticKeys.Metric, "Metrics of the semantic layer"),
        Section("semantic_models", SemanticKeys.SemanticModel, "Semantic models"),
        Section("saved_queries", SemanticKeys.SavedQuery, "Saved queries"),
        Section("tests", PropertyKeys.SingularTest, "The old name of data_tests") with { IsHidden = true },
        new("functions", Shape.List, "Taken, without effect: there are no functions of users yet") { IsHidden = true },
        new("anchors", Shape.Anything, "YAML anchors to use elsewhere in the file"))
    {
        About = "Any `.yml` file in the folders of models, seeds, snapshots, tests, macros and analyses. `description`, test arguments and hooks are rendered with Jinja when they are used, everything else when it is read.",
        UnknownHint = "the headings are: models, seeds, snapshots, sources, macros, exposures, groups, unit_tests, data_tests",
    };

    private static Key Section(string name, KeySet keys, string meaning) => new(name, Shape.ListOf(Shape.Of(keys)), meaning) { NeedsValue = true };
}
