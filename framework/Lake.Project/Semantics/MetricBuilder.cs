using System.Collections.Immutable;
using Lake.Project.Building;
using Lake.Project.Configs;
using Lake.Project.Files;
using Lake.Project.Nodes;
using Lake.Project.Properties;
using Lake.Project.Values;
using Lake.Yaml;
using Lake.Yaml.Tree;

namespace Lake.Project.Semantics;

/// <summary>Metrics in dbt's two spellings: with <c>type_params</c>, and with everything at the top.</summary>
internal sealed class MetricBuilder(Workspace workspace, Descriptions descriptions)
{
    private static readonly string[] Types = ["simple", "ratio", "cumulative", "derived", "conversion"];

    private readonly SemanticDeclaration _semantics = new(workspace, descriptions);

    private readonly MetricInputs _inputs = new(new SemanticDeclaration(workspace, descriptions));

    public MetricNode Build(NamedDeclaration declaration) => declaration.Reader.Has("type_params")
        ? Nested(declaration)
        : Flat(declaration.Reader, declaration.File, null, null);

    /// <summary>A metric that a model's own entry declares.</summary>
    /// <param name="semanticModel">The model's semantic model.</param>
    /// <param name="time">The column of times that the model aggregates by.</param>
    public MetricNode Build(YamlMapping map, ProjectFile file, string owner, string semanticModel, string? time) =>
        Flat(_semantics.Reader(map, "metric", owner), file, semanticModel, time);

    /// <summary>The metric of a measure with <c>create_metric: true</c>.</summary>
    public MetricNode OfMeasure(ValueMap measure, SemanticModelNode owner)
    {
        var name = measure.Find("name") as string ?? "";
        var input = MetricInputs.Measure(name);
        var node = new MetricNode
        {
            UniqueId = $"metric.{owner.PackageName}.{name}",
            Name = name,
            PackageName = owner.PackageName,
            Path = owner.Path,
            OriginalFilePath = owner.OriginalFilePath,
            Source = owner.Source,
            Span = owner.Span,
            Fqn = [.. owner.Fqn[..^1], name],
            Label = measure.Find("label") as string ?? name,
            Type = "simple",
            Measures = input is null ? [] : [input],
        };
        node.Description = measure.Find("description") as string ?? $"Metric created from measure {name}";
        _semantics.Configure(node, ValueMap.Of(("enabled", owner.Config.Enabled), ("meta", owner.Config.Meta)));
        node.Body = Body(node, MetricInputs.Parameters(("measure", input), ("expr", measure.Find("expr") ?? name)), null, null);
        return node;
    }

    private MetricNode Nested(NamedDeclaration declaration)
    {
        var (reader, file) = (declaration.Reader, declaration.File);
        var type = _semantics.Word(reader, "type", Types);
        var (parameters, measures, metrics) = _inputs.Nested(reader, type);
        var node = Make(reader, file, type, measures, null);
        node.Metrics = metrics;
        node.Tags = [.. ConfigMerge.AsList(PlainValues.FromYaml(reader.Any("tags"))).OfType<string>()];
        node.Meta = node.Config.Meta.Count > 0 ? node.Config.Meta : PlainValues.MapFromYaml(reader.Map("meta"));
        return Finish(node, reader, parameters);
    }

    private MetricNode Flat(MappingReader reader, ProjectFile file, string? semanticModel, string? time)
    {
        var type = _semantics.Word(reader, "type", Types, "simple");
        var owner = type == "simple" ? semanticModel : null;
        var (parameters, metrics) = _inputs.Flat(reader, type, owner, time);
        var node = Make(reader, file, type, [], owner);
        node.Metrics = metrics;
        node.Meta = ValueMap.Empty;
        return Finish(node, reader, parameters);
    }

    private MetricNode Make(MappingReader reader, ProjectFile file, string type, ImmutableArray<ValueMap> measures, string? semanticModel)
    {
        var name = reader.RequiredText("name") ?? "";
        var node = new MetricNode
        {
            UniqueId = $"metric.{file.Package}.{name}",
            Name = name,
            PackageName = file.Package,
            Path = file.RelativePath,
            OriginalFilePath = file.OriginalPath,
            Source = reader.Mapping.Source,
            Span = reader.Any("name")?.Span ?? reader.Mapping.Span,
            Fqn = SemanticDeclaration.Fqn(file, name),
            Label = reader.Text("label") ?? name,
            Type = type,
            Measures = measures,
            SemanticModel = semanticModel,
        };
        node.Description = _semantics.Description(reader, file);
        _semantics.Configure(node, PlainValues.MapFromYaml(reader.Map("config")));
        return node;
    }

    private static MetricNode Finish(MetricNode node, MappingReader reader, ValueMap parameters)
    {
        node.Body = Body(node, parameters, PlainValues.FromYaml(reader.Any("filter")), reader.Text("time_granularity"));
        reader.ReportUnknown();
        return node;
    }

    private static ValueMap Body(MetricNode node, ValueMap parameters, object? filter, string? granularity) => ValueMap.Of(
        ("type", node.Type), ("type_params", parameters), ("filter", SemanticShapes.Filter(filter)), ("time_granularity", granularity));
}
