using Lake.Project.Building;
using Lake.Project.Configs;
using Lake.Project.Nodes;
using Lake.Project.Properties;
using Lake.Project.Values;
using Lake.Yaml;
using Lake.Yaml.Rules;
using Lake.Yaml.Tree;

namespace Lake.Project.Semantics;

internal sealed class SavedQueryBuilder(Workspace workspace, Descriptions descriptions)
{
    private static readonly string[] Targets = ["table", "view", "cache"];

    private readonly SemanticDeclaration _semantics = new(workspace, descriptions);

    public SavedQueryNode Build(NamedDeclaration declaration)
    {
        var (reader, file) = (declaration.Reader, declaration.File);
        var node = new SavedQueryNode
        {
            UniqueId = $"saved_query.{file.Package}.{declaration.Name}",
            Name = declaration.Name,
            PackageName = file.Package,
            Path = file.RelativePath,
            OriginalFilePath = file.OriginalPath,
            Source = reader.Mapping.Source,
            Span = reader.Any("name")?.Span ?? reader.Mapping.Span,
            Fqn = SemanticDeclaration.Fqn(file, declaration.Name),
            Label = reader.Text("label"),
        };
        node.Description = _semantics.Description(reader, file);
        _semantics.Configure(node, PlainValues.MapFromYaml(reader.Map("config")));
        var tags = ConfigMerge.AsList(PlainValues.FromYaml(reader.Any("tags"))).Concat(node.Config.List("tags")).OfType<string>();
        node.Tags = [.. tags.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        node.Body = ValueMap.Of(("query_params", Query(node, reader)), ("exports", new ValueList(reader.Maps("exports").Select(m => (object?)Export(m, node, reader.What)))));
        reader.ReportUnknown();
        return node;
    }

    private ValueMap Query(SavedQueryNode node, MappingReader reader)
    {
        if (reader.Map("query_params") is not { } map)
        {
            workspace.Report(YamlRules.MissingKey.At(node.Location, $"{reader.What} has no 'query_params'", "add 'query_params:' with 'metrics:' below it"));
            return ValueMap.Empty;
        }

        var query = new MappingReader(map, workspace.Report, $"the query of {reader.What}");
        var metrics = query.Texts("metrics") ?? [];
        node.Metrics = [.. metrics.Select(m => new MetricCall(null, m, query.Any("metrics")?.Location))];
        var record = ValueMap.Of(
            ("metrics", new ValueList(metrics)), ("group_by", new ValueList(query.Texts("group_by") ?? [])),
            ("where", SemanticShapes.Filter(PlainValues.FromYaml(query.Any("where")))), ("order_by", new ValueList(query.Texts("order_by") ?? [])),
            ("limit", query.Integer("limit")));
        query.ReportUnknown();
        return record;
    }

    private ValueMap Export(YamlMapping map, SavedQueryNode node, string owner)
    {
        var reader = _semantics.Reader(map, "export", owner);
        var name = reader.RequiredText("name") ?? "";
        var given = PlainValues.MapFromYaml(reader.Map("config"));
        if (reader.Map("config") is { } config)
        {
            _semantics.Word(new MappingReader(config, workspace.Report, reader.What), "export_as", Targets, node.Config.Text("export_as") ?? "table");
        }

        reader.ReportUnknown();
        object? Of(string key) => given.Find(key) ?? node.Config.Find(key);
        var target = workspace.Environment.Target;
        return ValueMap.Of(
            ("name", name),
            ("config", ValueMap.Of(
                ("export_as", Of("export_as")), ("schema_name", given.Find("schema_name") ?? Of("schema") ?? target.Schema),
                ("alias", given.Find("alias") ?? name), ("database", given.Find("database") ?? target.Database))),
            ("unrendered_config", given));
    }
}
