using System.Collections.Immutable;
using Lake.Project.Nodes;
using Lake.Project.Properties;
using Lake.Project.Resolving;
using Lake.Project.Values;
using Lake.Yaml;
using Lake.Yaml.Rules;
using Lake.Yaml.Tree;

namespace Lake.Project.Building;

/// <summary>Declared unit tests to nodes: one, or one for each version of the model.</summary>
/// <param name="workspace">What the stages share.</param>
/// <param name="descriptions">Renders descriptions.</param>
/// <param name="finder">Models, those that are switched off included.</param>
/// <param name="fixtures">Reads rows.</param>
internal sealed class UnitTestBuilder(Workspace workspace, Descriptions descriptions, NodeFinder finder, UnitTestRows fixtures)
{
    public IEnumerable<UnitTestNode> Build(UnitTestDeclaration declaration)
    {
        var (reader, file) = (declaration.Reader, declaration.File);
        var (name, version) = Asked(declaration.Model);
        var model = finder.FindRef(new RefCall(null, name, version, null), file.Package);
        var versions = reader.Map("versions") is { } map ? Versions(map) : null;
        Check(reader);
        var test = Build(declaration, name, version, versions, null);
        if (!test.Config.Enabled)
        {
            return [test];
        }

        return (model as ModelNode)?.Version is null || version is not null
            ? [test]
            : finder.Named(name).OfType<ModelNode>().Where(m => m.PackageName == model.PackageName && IsAsked(m, versions))
                .OrderBy(m => m.Version, Comparer<object?>.Create((a, b) => Nodes.Versions.Compare(a ?? "", b ?? "")))
                .Select(m => Build(declaration, name, m.Version, versions, m.Version));
    }

    private void Check(MappingReader reader)
    {
        if (!reader.Has("expect") && !reader.Has("runs"))
        {
            var place = reader.Any("name")?.Location ?? reader.Mapping.Location;
            workspace.Report(YamlRules.MissingKey.At(place, $"{reader.What} has no 'expect'", "add 'expect:' with 'rows:' below it"));
        }
    }

    private UnitTestNode Build(UnitTestDeclaration declaration, string model, object? version, ValueMap? versions, object? named)
    {
        var (reader, file) = (declaration.Reader, declaration.File);
        ImmutableArray<string> fqn = [file.Package, .. file.RelativePath.Split('/')[..^1], declaration.Model, declaration.Name];
        var patch = PlainValues.MapFromYaml(reader.Map("config"));
        var config = new NodeConfig(workspace.Configs.Resolve(ResourceType.UnitTest, file.Package, fqn, patch, ValueMap.Empty));
        var given = reader.List("given")?.Items ?? [];
        var node = new UnitTestNode
        {
            UniqueId = $"unit_test.{file.Package}.{declaration.Model}.{declaration.Name}{(named is null ? "" : $"_v{PlainValues.Text(named)}")}",
            Name = declaration.Name,
            PackageName = file.Package,
            Path = file.RelativePath,
            OriginalFilePath = file.OriginalPath,
            Source = reader.Mapping.Source,
            Span = reader.Any("name")?.Span ?? reader.Mapping.Span,
            Fqn = fqn,
            Model = declaration.Model,
            Given = new ValueList(given.Select(g => (object?)fixtures.Read(g as YamlMapping, file, declaration.Name))),
            GivenPlaces = [.. given.Select(g => g.Location)],
            Expect = fixtures.Read(reader.Map("expect"), file, declaration.Name),
            Overrides = PlainValues.MapFromYaml(reader.Map("overrides")),
            Runs = new ValueList(reader.Maps("runs").Select(r => (object?)Run(r, declaration))),
            Versions = versions,
            Version = named,
        };
        (node.Config, node.Tags, node.Meta) = (config, config.Tags, config.Meta);
        node.Description = descriptions.Render(reader.Any("description") as YamlScalar, file.Package).Text;
        node.Refs = [new RefCall(null, model, version, reader.Any("model")?.Location)];
        return node;
    }

    private ValueMap Run(YamlMapping run, UnitTestDeclaration declaration)
    {
        var reader = new MappingReader(run, workspace.Report, $"a run of {declaration.Reader.What}");
        var result = new ValueMap(
        [
            new("given", new ValueList(reader.Maps("given").Select(g => (object?)fixtures.Read(g, declaration.File, declaration.Name)))),
            new("expect", fixtures.Read(reader.Map("expect"), declaration.File, declaration.Name)),
            new("full_refresh", reader.Boolean("full_refresh") ?? false),
        ]);
        return result;
    }

    private ValueMap Versions(YamlMapping map)
    {
        var reader = new MappingReader(map, workspace.Report, "the versions of a unit test");
        var result = new ValueMap([new("include", PlainValues.FromYaml(reader.List("include"))), new("exclude", PlainValues.FromYaml(reader.List("exclude")))]);
        return result;
    }

    private static bool IsAsked(ModelNode model, ValueMap? versions) => versions switch
    {
        { } map when map.Find("exclude") is ValueList excluded => !excluded.Any(v => Nodes.Versions.Same(v, model.Version)),
        { } map when map.Find("include") is ValueList included => included.Any(v => Nodes.Versions.Same(v, model.Version)),
        _ => true,
    };

    /// <summary><c>orders 2</c> is version 2 of <c>orders</c>.</summary>
    private static (string Name, object? Version) Asked(string model) =>
        model.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var name, var version] ? (name, version) : (model, null);
}
