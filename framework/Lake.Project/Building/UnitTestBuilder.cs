using System.Collections.Immutable;
using Lake.Project.Nodes;
using Lake.Project.Properties;
using Lake.Project.Values;
using Lake.Yaml.Tree;

namespace Lake.Project.Building;

internal sealed class UnitTestBuilder(Workspace workspace, Descriptions descriptions)
{
    public UnitTestNode Build(UnitTestDeclaration declaration)
    {
        var (reader, file) = (declaration.Reader, declaration.File);
        ImmutableArray<string> fqn = [file.Package, .. file.RelativePath.Split('/')[..^1], declaration.Model, declaration.Name];
        var patch = PlainValues.MapFromYaml(reader.Map("config"));
        var config = new NodeConfig(workspace.Configs.Resolve(ResourceType.UnitTest, file.Package, fqn, patch, ValueMap.Empty));
        var node = new UnitTestNode
        {
            UniqueId = $"unit_test.{file.Package}.{declaration.Model}.{declaration.Name}",
            Name = declaration.Name,
            PackageName = file.Package,
            Path = file.RelativePath,
            OriginalFilePath = file.OriginalPath,
            Source = reader.Mapping.Source,
            Span = reader.Any("name")?.Span ?? reader.Mapping.Span,
            Fqn = fqn,
            Model = declaration.Model,
            Given = PlainValues.FromYaml(reader.List("given")) as ValueList ?? ValueList.Empty,
            Expect = PlainValues.MapFromYaml(reader.Map("expect")),
            Overrides = PlainValues.MapFromYaml(reader.Map("overrides")),
        };
        (node.Config, node.Tags, node.Meta) = (config, config.Tags, config.Meta);
        node.Description = descriptions.Render(reader.Any("description") as YamlScalar, file.Package).Text;
        node.Refs = [new RefCall(null, declaration.Model, null, reader.Any("model")?.Location)];
        return node;
    }
}
