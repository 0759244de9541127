using System.Collections.Immutable;
using Lake.Project.Configs;
using Lake.Project.Nodes;
using Lake.Project.Properties;
using Lake.Project.Values;
using Lake.Text;
using Lake.Yaml;
using Lake.Yaml.Rules;
using Lake.Yaml.Tree;

namespace Lake.Project.Building;

internal sealed class ExposureBuilder(Workspace workspace, Descriptions descriptions)
{
    private static readonly string[] Types = ["dashboard", "notebook", "analysis", "ml", "application"];
    private static readonly string[] Maturities = ["low", "medium", "high"];

    public ExposureNode Build(ExposureDeclaration declaration)
    {
        var (reader, file) = (declaration.Reader, declaration.File);
        ImmutableArray<string> fqn = [file.Package, .. file.RelativePath.Split('/')[..^1], declaration.Name];
        var patch = PlainValues.MapFromYaml(reader.Map("config"));
        foreach (var key in new[] { "tags", "meta" })
        {
            if (PlainValues.FromYaml(reader.Any(key)) is { } value)
            {
                patch = patch.With(key, ConfigMerge.Join(key, value, patch.Find(key) ?? (key == "tags" ? ValueList.Empty : ValueMap.Empty)));
            }
        }

        var config = new NodeConfig(workspace.Configs.Resolve(ResourceType.Exposure, file.Package, fqn, patch, ValueMap.Empty));
        var (text, blocks) = descriptions.Render(reader.Any("description") as YamlScalar, file.Package);
        var node = new ExposureNode
        {
            UniqueId = $"exposure.{file.Package}.{declaration.Name}",
            Name = declaration.Name,
            PackageName = file.Package,
            Path = file.RelativePath,
            OriginalFilePath = file.OriginalPath,
            Source = reader.Mapping.Source,
            Span = reader.Any("name")?.Span ?? reader.Mapping.Span,
            Fqn = fqn,
            Type = OneOf(reader, "type", reader.RequiredText("type"), Types) ?? "",
            Owner = Owner(reader),
            Label = reader.Text("label"),
            Maturity = OneOf(reader, "maturity", reader.Text("maturity"), Maturities),
            Url = reader.Text("url"),
        };
        (node.Config, node.Tags, node.Meta) = (config, config.Tags, config.Meta);
        (node.Description, node.DocBlocks) = (text, blocks);
        Dependencies(node, reader);
        reader.ReportUnknown();
        return node;
    }

    private ValueMap Owner(MappingReader reader)
    {
        if (reader.Map("owner") is not { } owner)
        {
            workspace.Report(YamlRules.MissingKey.At(reader.Mapping.Location, $"{reader.What} has no 'owner'", "add 'owner:' with 'name:' or 'email:' below it"));
            return ValueMap.Empty;
        }

        return new ValueMap([new("email", null), new("name", null)]).Merge(PlainValues.MapFromYaml(owner));
    }

    private string? OneOf(MappingReader reader, string key, string? value, string[] allowed)
    {
        if (value is not null && !allowed.Contains(value, StringComparer.Ordinal))
        {
            workspace.Report(YamlRules.UnknownValue.At(
                reader.Any(key)?.Location, $"'{key}' of {reader.What} is '{value}'",
                Spelling.Hint(value, allowed) ?? $"it can be: {string.Join(", ", allowed)}"));
        }

        return value;
    }

    private void Dependencies(ExposureNode node, MappingReader reader)
    {
        var (refs, sources) = (new List<RefCall>(), new List<SourceCall>());
        foreach (var item in reader.List("depends_on")?.Items ?? [])
        {
            var text = (item as YamlScalar)?.Text ?? "";
            if (LiteralCalls.Ref(text) is { } reference)
            {
                refs.Add(reference with { Location = item.Location });
            }
            else if (LiteralCalls.Source(text) is { } source)
            {
                sources.Add(source with { Location = item.Location });
            }
            else if (!text.StartsWith("metric(", StringComparison.Ordinal))
            {
                workspace.Report(YamlRules.UnknownValue.At(
                    item.Location, $"'{text}' in 'depends_on' of {reader.What} is no reference", "write ref('model') or source('source', 'table')"));
            }
        }

        (node.Refs, node.Sources) = ([.. refs], [.. sources]);
    }
}
