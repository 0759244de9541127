using System.Collections.Immutable;
using Lake.Project.Building;
using Lake.Project.Files;
using Lake.Project.Nodes;
using Lake.Project.Properties;
using Lake.Project.Resolving;
using Lake.Project.Rules;
using Lake.Project.Values;
using Lake.Yaml;
using Lake.Yaml.Tree;

namespace Lake.Project.Semantics;

/// <summary>Semantic models: entries of their own, or what a model's entry says of itself and its columns.</summary>
internal sealed class SemanticModelBuilder(Workspace workspace, Descriptions descriptions)
{
    internal static readonly string[] Aggregations =
        ["sum", "min", "max", "count_distinct", "sum_boolean", "average", "percentile", "median", "count"];

    private static readonly string[] EntityTypes = ["primary", "unique", "foreign", "natural"];
    private static readonly string[] DimensionTypes = ["categorical", "time"];

    private readonly SemanticDeclaration _semantics = new(workspace, descriptions);

    /// <summary>The node, and its measures that make a metric too.</summary>
    public (SemanticModelNode Node, ImmutableArray<ValueMap> Measured) Build(NamedDeclaration declaration)
    {
        var (reader, file) = (declaration.Reader, declaration.File);
        var model = reader.RequiredText("model") ?? "";
        var measures = reader.Maps("measures").Select(m => Measure(m, reader.What, file)).ToImmutableArray();
        var node = Make(declaration.Name, file, reader, model, reader.Text("label"), [.. measures.Select(m => SemanticShapes.Name(m.Record) ?? "")]);
        node.Description = _semantics.Description(reader, file);
        node.Body = ValueMap.Of(
            ("model", model), ("defaults", Defaults(reader)),
            ("entities", new ValueList(reader.Maps("entities").Select(m => (object?)Entity(m, reader.What, file)))),
            ("measures", new ValueList(measures.Select(m => (object?)m.Record))),
            ("dimensions", new ValueList(reader.Maps("dimensions").Select(m => (object?)Dimension(m, reader.What, file)))),
            ("primary_entity", reader.Text("primary_entity")));
        Configure(node, PlainValues.MapFromYaml(reader.Map("config")));
        if (LiteralCalls.Ref(model) is { } reference)
        {
            node.Refs = [reference with { Location = reader.Any("model")?.Location }];
        }
        else if (model.Length > 0)
        {
            workspace.Report(ProjectRules.InvalidMetric.At(reader.Any("model")?.Location, $"'{model}' of {reader.What} is no model", "write ref('model')"));
        }

        reader.ReportUnknown();
        return (node, [.. measures.Where(m => m.MakesMetric).Select(m => m.Record)]);
    }

    /// <summary>What the entry of a model says of itself.</summary>
    public SemanticModelNode Build(ResourcePatch patch, SemanticPatch semantics, ModelNode model)
    {
        var (declared, file, what) = (semantics.Declaration, patch.File, semantics.Reader.What);
        var derived = semantics.Derived is null ? null : _semantics.Reader(semantics.Derived, "part", what);
        var node = Make(declared.Find("name") as string ?? model.Name, file, semantics.Reader, $"ref('{patch.Name}')", null, []);
        node.Description = model.Description;
        node.Refs = [new RefCall(null, patch.Name, null, patch.NameLocation)];
        node.Body = ValueMap.Of(
            ("model", $"ref('{patch.Name}')"), ("defaults", ValueMap.Of(("agg_time_dimension", semantics.AggregationTime))),
            ("entities", new ValueList(model.Columns.Select(ColumnSemantics.Entity)
                .Concat(derived?.Maps("entities").Select(m => Entity(m, what, file)) ?? []).OfType<object>())),
            ("measures", ValueList.Empty),
            ("dimensions", new ValueList(model.Columns.Select(ColumnSemantics.Dimension)
                .Concat(derived?.Maps("dimensions").Select(m => Derived(m, what, file)) ?? []).OfType<object>())),
            ("primary_entity", semantics.PrimaryEntity));
        derived?.ReportUnknown();
        Configure(node, new ValueMap(new KeyValuePair<string, object?>[]
        {
            new("meta", (declared.Find("config") as ValueMap)?.Find("meta")), new("enabled", declared.Find("config") is null ? null : declared.Find("enabled")),
            new("group", declared.Find("config") is null ? null : declared.Find("group")),
        }.Where(p => p.Value is not null)));
        return node;
    }

    private static SemanticModelNode Make(
        string name, ProjectFile file, MappingReader reader, string model, string? label, ImmutableArray<string> measures)
    {
        return new SemanticModelNode
        {
            UniqueId = $"semantic_model.{file.Package}.{name}",
            Name = name,
            PackageName = file.Package,
            Path = file.RelativePath,
            OriginalFilePath = file.OriginalPath,
            Source = reader.Mapping.Source,
            Span = (model.Length > 0 ? reader.Any("name")?.Span : null) ?? reader.Mapping.Span,
            Fqn = SemanticDeclaration.Fqn(file, name),
            Label = label,
            Measures = measures,
        };
    }

    /// <summary>Parts take over the meta of the whole.</summary>
    private void Configure(SemanticModelNode node, ValueMap config)
    {
        _semantics.Configure(node, config);
        foreach (var key in new[] { "entities", "measures", "dimensions" })
        {
            node.Body = node.Body.With(key, new ValueList((node.Body.Find(key) as ValueList ?? ValueList.Empty).OfType<ValueMap>().Select(part =>
                (object?)part.With("config", ValueMap.Of(("meta", node.Config.Meta.Merge(SemanticShapes.Meta(part.Find("config")))))))));
        }
    }

    private static ValueMap? Defaults(MappingReader reader) => reader.Map("defaults") is { } defaults
        ? ValueMap.Of(("agg_time_dimension", PlainValues.FromYaml(defaults.Find("agg_time_dimension")?.Value)))
        : null;

    private ValueMap Entity(YamlMapping map, string owner, ProjectFile file)
    {
        var reader = _semantics.Reader(map, "entity", owner);
        var entity = ValueMap.Of(
            ("name", reader.RequiredText("name")), ("type", _semantics.Word(reader, "type", EntityTypes)), ("description", Description(reader, file)),
            ("label", reader.Text("label")), ("role", reader.Text("role")), ("expr", Expression(reader)), ("config", PlainValues.MapFromYaml(reader.Map("config"))));
        reader.ReportUnknown();
        return entity;
    }

    private ValueMap Dimension(YamlMapping map, string owner, ProjectFile file)
    {
        var reader = _semantics.Reader(map, "dimension", owner);
        var parameters = reader.Map("type_params") is { } given ? PlainValues.MapFromYaml(given) : null;
        return Dimension(reader, file, parameters?.Find("time_granularity"), parameters?.Find("validity_params"));
    }

    private ValueMap Derived(YamlMapping map, string owner, ProjectFile file)
    {
        var reader = _semantics.Reader(map, "dimension", owner);
        return Dimension(reader, file, reader.Text("granularity"), PlainValues.FromYaml(reader.Any("validity_params")));
    }

    private ValueMap Dimension(MappingReader reader, ProjectFile file, object? granularity, object? validity)
    {
        var dimension = ValueMap.Of(
            ("name", reader.RequiredText("name")), ("type", _semantics.Word(reader, "type", DimensionTypes)), ("description", Description(reader, file)),
            ("label", reader.Text("label")), ("is_partition", reader.Boolean("is_partition") ?? false),
            ("type_params", ColumnSemantics.Parameters(granularity, validity)), ("expr", Expression(reader)), ("metadata", null),
            ("config", PlainValues.MapFromYaml(reader.Map("config"))), ("datatype", null));
        reader.ReportUnknown();
        return dimension;
    }

    private (ValueMap Record, bool MakesMetric) Measure(YamlMapping map, string owner, ProjectFile file)
    {
        var reader = _semantics.Reader(map, "measure", owner);
        var (aggregation, additive) = (reader.Map("agg_params"), reader.Map("non_additive_dimension"));
        var measure = ValueMap.Of(
            ("name", reader.RequiredText("name")), ("agg", _semantics.Word(reader, "agg", Aggregations)), ("description", Description(reader, file)),
            ("label", reader.Text("label")), ("create_metric", false), ("expr", Expression(reader)),
            ("agg_params", aggregation is null ? null : ValueMap.Of(
                ("percentile", null), ("use_discrete_percentile", false), ("use_approximate_percentile", false)).Merge(PlainValues.MapFromYaml(aggregation))),
            ("non_additive_dimension", additive is null ? null : ValueMap.Of(
                ("name", null), ("window_choice", null), ("window_groupings", ValueList.Empty)).Merge(PlainValues.MapFromYaml(additive))),
            ("agg_time_dimension", reader.Text("agg_time_dimension")), ("config", PlainValues.MapFromYaml(reader.Map("config"))));
        var makesMetric = reader.Boolean("create_metric") == true;
        reader.ReportUnknown();
        return (measure, makesMetric);
    }

    private string? Description(MappingReader reader, ProjectFile file) => reader.Has("description") ? _semantics.Description(reader, file) : null;

    private static string? Expression(MappingReader reader) => SemanticShapes.Expression(PlainValues.FromYaml(reader.Any("expr")));
}
