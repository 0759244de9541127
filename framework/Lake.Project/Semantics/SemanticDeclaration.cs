using System.Collections.Immutable;
using Lake.Project.Building;
using Lake.Project.Files;
using Lake.Project.Nodes;
using Lake.Project.Values;
using Lake.Text;
using Lake.Yaml;
using Lake.Yaml.Rules;
using Lake.Yaml.Tree;

namespace Lake.Project.Semantics;

/// <summary>What builders of the semantic layer have in common: names, configuration, descriptions, closed lists of words.</summary>
internal sealed class SemanticDeclaration(Workspace workspace, Descriptions descriptions)
{
    public string Description(MappingReader reader, ProjectFile file) => descriptions.Render(reader.Any("description") as YamlScalar, file.Package).Text;

    public static ImmutableArray<string> Fqn(ProjectFile file, string name) => [file.Package, .. file.RelativePath.Split('/')[..^1], name];

    public void Configure(Node node, ValueMap config)
    {
        node.Config = new NodeConfig(workspace.Configs.Resolve(node.ResourceType, node.PackageName, node.Fqn, config, ValueMap.Empty));
        node.UnrenderedConfig = workspace.Configs.Unrendered(node.ResourceType, node.PackageName, node.Fqn, config, ValueMap.Empty);
        node.Meta = node.Config.Meta;
    }

    /// <summary>A word out of a closed list; another one is reported.</summary>
    public string Word(MappingReader reader, string key, string[] allowed, string? byDefault = null)
    {
        var value = byDefault is null ? reader.RequiredText(key) : reader.Text(key) ?? byDefault;
        if (value is not null && !allowed.Contains(value.ToLowerInvariant(), StringComparer.Ordinal))
        {
            workspace.Report(YamlRules.UnknownValue.At(
                reader.Any(key)?.Location ?? reader.Mapping.Location, $"'{key}' of {reader.What} is '{value}'",
                Spelling.Hint(value, allowed) ?? $"it can be: {string.Join(", ", allowed)}"));
        }

        return value?.ToLowerInvariant() ?? "";
    }

    public ValueMap? Window(MappingReader reader, object? written)
    {
        if (!SemanticShapes.TryWindow(written, out var window))
        {
            workspace.Report(Rules.ProjectRules.InvalidMetric.At(
                reader.Mapping.Location, $"'{PlainValues.Text(written)}' of {reader.What} is no span of time", "write a number and a unit: 28 days"));
        }

        return window;
    }

    /// <summary>A required part that is missing.</summary>
    public void Missing(MappingReader reader, string what, string hint) =>
        workspace.Report(Rules.ProjectRules.InvalidMetric.At(reader.Any("name")?.Location ?? reader.Mapping.Location, $"{reader.What} {what}", hint));

    public MappingReader Reader(YamlMapping map, string kind, string owner)
    {
        var name = (map.Find("name")?.Value as YamlScalar)?.Text;
        return new MappingReader(map, workspace.Report, name is null ? $"a {kind} of {owner}" : $"the {kind} '{name}'");
    }
}
