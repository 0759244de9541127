using System.Collections.Immutable;
using Lake.Project.Configs;
using Lake.Project.Nodes;
using Lake.Project.Properties;
using Lake.Project.Resolving;
using Lake.Project.Values;
using Lake.Yaml;
using Lake.Yaml.Rules;
using Lake.Yaml.Tree;

namespace Lake.Project.Building;

internal sealed class ExposureBuilder(Workspace workspace, Descriptions descriptions)
{
    public ExposureNode Build(NamedDeclaration declaration)
    {
        var (reader, file) = (declaration.Reader, declaration.File);
        ImmutableArray<string> fqn = [file.Package, .. file.RelativePath.Split('/')[..^1], declaration.Name];
        var own = PlainValues.MapFromYaml(reader.Map("config"));
        var patch = own;
        if (PlainValues.FromYaml(reader.Any("meta")) is ValueMap meta)
        {
            patch = patch.With("meta", meta.Merge(patch.Find("meta") as ValueMap ?? ValueMap.Empty));
        }

        var config = new NodeConfig(workspace.Configs.Resolve(ResourceType.Exposure, file.Package, fqn, patch, ValueMap.Empty));

        // As in dbt: tags of its own configuration take the place of the project's '+tags', those beside it are added, and so are
        // 'tags' and 'meta' right under 'exposures:' without the sign.
        var tags = patch.ContainsKey("tags") ? ConfigMerge.AsList(patch.Find("tags")) : config.List("tags");
        var general = workspace.Environment.Packages[file.Package].ConfigTrees.GetValueOrDefault("exposures") ?? ValueMap.Empty;
        var all = (general.Find("meta") as ValueMap ?? ValueMap.Empty).Merge(config.Meta);
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
        node.Tags =
        [
            .. ConfigMerge.AsList(general.Find("tags")).Concat(tags).Concat(ConfigMerge.AsList(PlainValues.FromYaml(reader.Any("tags")))).OfType<string>()
                .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
        ];
        (node.Config, node.Meta) = (new NodeConfig(config.Values.With("tags", new ValueList(node.Tags)).With("meta", all)), all);
        node.UnrenderedConfig = workspace.Configs.Unrendered(ResourceType.Exposure, file.Package, fqn, own, ValueMap.Empty);
        (node.Description, node.DocBlocks) = (text, blocks);
        Dependencies(node, reader);
        return node;
    }

    private void Dependencies(ExposureNode node, MappingReader reader)
    {
        var (refs, sources, metrics) = (new List<RefCall>(), new List<SourceCall>(), new List<MetricCall>());
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
            else if (LiteralCalls.Metric(text) is { } metric)
            {
                metrics.Add(metric with { Location = item.Location });
            }
            else
            {
                workspace.Report(YamlRules.UnknownValue.At(
                    item.Location, $"'{text}' in 'depends_on' of the exposure '{node.Name}' is no reference", "write ref('model'), source('source', 'table') or metric('metric')"));
            }
        }

        (node.Refs, node.Sources, node.Metrics) = ([.. refs], [.. sources], [.. metrics]);
    }
}
