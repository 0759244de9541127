using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using Lake.Cli.Workspaces;
using Lake.Project.Keys;
using Lake.Testing;
using Lake.Text;
using Lake.Yaml;
using Lake.Yaml.Keys;
using Lake.Yaml.Tree;
using Shouldly;
using Xunit;

namespace Lake.Cli.Tests.Schemas;

/// <summary>The published schemas, judged by a validator that is not ours, on projects that others have written.</summary>
public class SchemaTests
{
    private static readonly Dictionary<string, Json.Schema.JsonSchema> Schemas = FileSchemas.All.ToDictionary(
        f => f.Name, f => Json.Schema.JsonSchema.FromText(Yaml.Keys.JsonSchema.Write(f.Keys, f.Files)));

    [Fact]
    public void The_demo_is_as_the_schemas_want_it() => Problems(Path.GetFullPath(Path.Combine(Baseline.Folder([]), "..", "..", ".."))).ShouldBeEmpty();

    /// <summary>Checkouts of public repositories, in the folder that <c>LAKE_TEST_PROJECTS</c> names.</summary>
    [Fact]
    public void Projects_of_others_are_as_the_schemas_want_them() => Problems(Judge.At("LAKE_TEST_PROJECTS")).ShouldBeEmpty();

    [Theory]
    [InlineData("project", "{name: a, model-path: [models]}", "/model-path")]
    [InlineData("project", "{name: a, quoting: {database: 'x'}}", "/quoting/database")]
    [InlineData("project", "{name: a, streams: [{name: s, path: p, formt: csv}]}", "/streams/0/formt")]
    [InlineData("properties", "{models: [{name: a, columns: [{nam: id}]}]}", "/models/0/columns/0/nam")]
    [InlineData("properties", "{models: [{name: a, config: {access: publik}}]}", "/models/0/config/access")]
    [InlineData("properties", "{models: }", "/models")]
    [InlineData("profiles", "{a: {outputs: {dev: {type: duckdb, thread: 2}}}}", "/a/outputs/dev/thread")]
    [InlineData("packages", "{packages: [{git: x, revsion: y}]}", "/packages/0/revsion")]
    [InlineData("selectors", "{selectors: [{name: a}]}", "/selectors/0")]
    public void What_is_wrong_has_its_place(string schema, string yaml, string place) =>
        Places(schema, ToJson(YamlDocument.Parse(new SourceFile("x.yml", yaml)).Root)).ShouldContain(place);

    private static string Problems(string folder)
    {
        var problems = new List<string>();
        foreach (var path in Directory.EnumerateFiles(folder, "*.yml", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            if (Kind(path) is { } kind && YamlDocument.Parse(new SourceFile(path, File.ReadAllText(path))) is { HasErrors: false, Root: YamlMapping root })
            {
                problems.AddRange(Places(kind, ToJson(root)).Select(place => $"{Path.GetRelativePath(folder, path)}: {place}"));
            }
        }

        return string.Join('\n', problems);
    }

    /// <summary>Property files are known by their headings.</summary>
    private static string? Kind(string path) => Path.GetFileName(path) switch
    {
        _ when path.Contains("/.artifacts/", StringComparison.Ordinal) || path.Contains("/framework/", StringComparison.Ordinal) => null,
        "dbt_project.yml" or "lake_project.yml" => "project",
        "profiles.yml" => "profiles",
        "packages.yml" or "dependencies.yml" or "package-lock.yml" => "packages",
        "selectors.yml" => "selectors",
        _ => YamlDocument.Parse(new SourceFile(path, File.ReadAllText(path))).Root is YamlMapping root
            && root.Entries.Any(e => PropertyFileKeys.File.Find(e.Key.Text)?.Shape is ListShape && e.Value is YamlSequence)
            && root.Entries.All(e => PropertyFileKeys.File.Find(e.Key.Text) is not null)
                ? "properties"
                : null,
    };

    private static List<string> Places(string schema, JsonNode? node)
    {
        var result = Schemas[schema].Evaluate(JsonSerializer.SerializeToElement(node), new EvaluationOptions { OutputFormat = OutputFormat.List });
        return result.IsValid ? [] : [.. (result.Details ?? []).Where(d => d.Errors is { Count: > 0 }).Select(d => d.InstanceLocation.ToString()).Distinct()];
    }

    private static JsonNode? ToJson(YamlNode? node) => node switch
    {
        YamlMapping map => new JsonObject(map.Entries.Select(e => KeyValuePair.Create(e.Key.Text, ToJson(e.Value)))),
        YamlSequence list => new JsonArray([.. list.Items.Select(ToJson)]),
        YamlScalar { Value: bool value } => JsonValue.Create(value),
        YamlScalar { Value: long value } => JsonValue.Create(value),
        YamlScalar { Value: double value } => JsonValue.Create(value),
        YamlScalar { Value: null } => null,
        YamlScalar scalar => JsonValue.Create(scalar.Text),
        _ => null,
    };
}
