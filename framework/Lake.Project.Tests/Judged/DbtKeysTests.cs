using System.Text.Json;
using Lake.Project.Keys;
using Lake.Testing;
using Lake.Yaml.Keys;
using Shouldly;
using Xunit;

namespace Lake.Project.Tests.Judged;

/// <summary>dbt publishes schemas of its own: each key in them is known here, those of other warehouses' configuration apart.</summary>
public class DbtKeysTests
{
    private static readonly Dictionary<string, KeySet> Sets = new()
    {
        ["AnalysesProperties"] = PropertyKeys.Analysis,
        ["ColumnProperties"] = PropertyKeys.Column,
        ["Constraint"] = PropertyKeys.Constraint,
        ["ModelConstraint"] = PropertyKeys.Constraint,
        ["DataTestProperties"] = PropertyKeys.SingularTest,
        ["ExposureProperties"] = PropertyKeys.Exposure,
        ["GroupProperties"] = PropertyKeys.Group,
        ["MacrosProperties"] = PropertyKeys.Macro,
        ["MetricsProperties"] = SemanticKeys.Metric,
        ["ModelProperties"] = PropertyKeys.Model,
        ["SavedQueriesProperties"] = SemanticKeys.SavedQuery,
        ["SeedProperties"] = PropertyKeys.Seed,
        ["SnapshotProperties"] = PropertyKeys.Snapshot,
        ["SourceProperties"] = SourceKeys.Source,
        ["Tables"] = SourceKeys.Table,
        ["UnitTestProperties"] = UnitTestKeys.UnitTest,
        ["Versions"] = PropertyKeys.Version,
        ["Given"] = UnitTestKeys.Given,
        ["Expect"] = UnitTestKeys.Expect,
        ["FreshnessDefinition"] = ConfigKeys.Freshness,
        ["DbtOwner"] = PropertyKeys.Owner,
        ["DbtQuoting"] = ProjectKeys.Quoting,
    };

    public static TheoryData<string> Definitions => [.. Sets.Keys];

    [Theory]
    [MemberData(nameof(Definitions))]
    public void Every_property_is_known(string definition) =>
        Unknown(Schema("resources").GetProperty("definitions").GetProperty(definition), Sets[definition]).ShouldBe("");

    [Fact]
    public void Every_heading_and_every_key_of_the_project_file_is_known() =>
        (Unknown(Schema("resources"), PropertyFileKeys.File), Unknown(Schema("project"), ProjectKeys.File)).ShouldBe(("", ""));

    private static JsonElement Schema(string name)
    {
        var library = Path.Combine(Path.GetDirectoryName(Judge.At("LAKE_TEST_DBT"))!, "..", "lib");
        var path = Directory.EnumerateFiles(library, "latest.json", SearchOption.AllDirectories)
            .Single(p => p.EndsWith(Path.Combine("dbt", "jsonschemas", name, "latest.json"), StringComparison.Ordinal));
        using var document = JsonDocument.Parse(File.ReadAllText(path));
        return document.RootElement.Clone();
    }

    private static string Unknown(JsonElement schema, KeySet keys) =>
        string.Join(' ', schema.GetProperty("properties").EnumerateObject().Select(p => p.Name).Where(name => keys.Find(name) is null));
}
