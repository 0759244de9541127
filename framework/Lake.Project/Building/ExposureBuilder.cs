using System.Collections.Immutable;
using Lake.Project.Configs;
using Lake.Project.Nodes;
using Lake.Project.Properties;
using Lake.Project.Values;
using Lake.Yaml;
using Lake.Yaml.Rules;
using Lake.Yaml.Tree;

namespace Lake.Project.Building;

internal sealed class ExposureBuilder(Workspace workspace, Descriptions descriptions)
{
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
            Type = reader.Text("type") ?? "",
            Owner = new ValueMap([new("email", null), new("name", null)]).Merge(PlainValues.MapFromYaml(reader.Map("owner"))),
            Label = reader.Text("label"),
            Maturity = reader.Text("maturity"),
            Url = reader.Text("url"),
        };
        (node.Config, node.Tags, node.Meta) = (config, config.Tags, config.Meta);
        (node.Description, node.DocBlocks) = (text, blocks);
        Dependencies(node, reader);
        return node;
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
                    item.Location, $"'{text}' in 'depends_on' of the exposure '{node.Name}' is no reference", "write ref('model') or source('source', 'table')"));
            }
        }

        (node.Refs, node.Sources) = ([.. refs], [.. sources]);
    }
}
