using System.Collections.Immutable;
using Lake.Project.Configs;
using Lake.Project.Nodes;
using Lake.Project.Values;
using Lake.Yaml;

namespace Lake.Project.Semantics;

/// <summary>What a metric is computed from: <c>type_params</c> of the manifest, and the measures and metrics it names.</summary>
internal sealed class MetricInputs(SemanticDeclaration semantics)
{
    private static readonly ValueMap None = ValueMap.Of(
        ("measure", null), ("input_measures", ValueList.Empty), ("numerator", null), ("denominator", null), ("expr", null), ("window", null),
        ("grain_to_date", null), ("metrics", ValueList.Empty), ("conversion_type_params", null), ("cumulative_type_params", null),
        ("metric_aggregation_params", null), ("fill_nulls_with", null), ("join_to_timespine", false), ("is_private", null));

    /// <summary>All keys, with those given.</summary>
    public static ValueMap Parameters(params (string Key, object? Value)[] given) => None.Merge(ValueMap.Of(given));

    /// <summary>A measure as text, or a mapping; null for none.</summary>
    public static ValueMap? Measure(object? written) => SemanticShapes.Name(written) is not { } name ? null : ValueMap.Of(
        ("name", name), ("filter", SemanticShapes.Filter(Part(written, "filter"))), ("alias", Part(written, "alias")),
        ("join_to_timespine", Part(written, "join_to_timespine") ?? false), ("fill_nulls_with", Part(written, "fill_nulls_with")));

    /// <summary>With <c>type_params:</c>.</summary>
    public (ValueMap Parameters, ImmutableArray<ValueMap> Measures, ImmutableArray<MetricCall> Metrics) Nested(MappingReader reader, string type)
    {
        var given = PlainValues.MapFromYaml(reader.Map("type_params"));
        var (measure, conversion) = (Measure(given.Find("measure")), ConversionOf(reader, given.Find("conversion_type_params") as ValueMap));
        var (numerator, denominator) = (Metric(reader, given.Find("numerator")), Metric(reader, given.Find("denominator")));
        var metrics = Metrics(reader, given.Find("metrics"));
        var parameters = Parameters(
            ("measure", measure), ("numerator", numerator), ("denominator", denominator), ("expr", SemanticShapes.Expression(given.Find("expr"))),
            ("window", semantics.Window(reader, given.Find("window"))), ("grain_to_date", given.Find("grain_to_date")), ("metrics", metrics),
            ("conversion_type_params", conversion), ("cumulative_type_params", type == "cumulative" ? CumulativeOf(reader, given) : null));
        ValueMap?[] measures = type switch
        {
            "conversion" => [conversion?.Find("base_measure") as ValueMap, conversion?.Find("conversion_measure") as ValueMap],
            "simple" or "cumulative" => [measure],
            _ => [],
        };
        Require(reader, type, Array.TrueForAll(measures, m => m is not null), numerator is not null && denominator is not null);
        object?[] read = type is "ratio" ? [numerator, denominator] : type is "derived" ? [.. metrics] : [];
        return (parameters, [.. measures.OfType<ValueMap>()], Calls(reader, read));
    }

    /// <summary>With everything at the top.</summary>
    /// <param name="semanticModel">The semantic model of a simple metric; null when it is under no model.</param>
    /// <param name="time">The column of times of that model.</param>
    public (ValueMap Parameters, ImmutableArray<MetricCall> Metrics) Flat(MappingReader reader, string type, string? semanticModel, string? time)
    {
        object? Of(string key) => PlainValues.FromYaml(reader.Any(key));
        var (numerator, denominator) = (Metric(reader, Of("numerator")), Metric(reader, Of("denominator")));
        var (input, from, to) = (Metric(reader, Of("input_metric")), Metric(reader, Of("base_metric")), Metric(reader, Of("conversion_metric")));
        var metrics = Metrics(reader, Of("input_metrics"));
        var (window, grain, period) = (Of("window"), reader.Text("grain_to_date"), reader.Text("period_agg"));
        var aggregation = Aggregation(reader, semanticModel, time);
        var hasInput = type switch
        {
            "simple" => aggregation is not null && semanticModel is not null,
            "cumulative" => input is not null,
            "conversion" => from is not null && to is not null,
            _ => true,
        };
        Require(reader, type, hasInput, numerator is not null && denominator is not null);
        var parameters = Parameters(
            ("numerator", numerator), ("denominator", denominator), ("expr", SemanticShapes.Expression(Of("expr"))), ("metrics", metrics),
            ("conversion_type_params", Conversion(reader, type, from, to, window)),
            ("cumulative_type_params", type == "cumulative" ? Cumulative(reader, window, grain, period, input) : null),
            ("metric_aggregation_params", aggregation), ("join_to_timespine", reader.Boolean("join_to_timespine") ?? false),
            ("is_private", reader.Boolean("hidden") ?? false));
        reader.Allow("fill_nulls_with");
        object?[] read = type switch
        {
            "ratio" => [numerator, denominator],
            "derived" => [.. metrics],
            "cumulative" => [input],
            "conversion" => [from, to],
            _ => [],
        };
        return (parameters, Calls(reader, read));
    }

    private ValueMap? Aggregation(MappingReader reader, string? semanticModel, string? time)
    {
        var additive = reader.Map("non_additive_dimension");
        var (percentile, kind) = (PlainValues.FromYaml(reader.Any("percentile")), reader.Text("percentile_type")?.ToLowerInvariant());
        var column = reader.Text("agg_time_dimension") ?? time;
        return reader.Text("agg") is null ? null : ValueMap.Of(
            ("semantic_model", semanticModel), ("agg", semantics.Word(reader, "agg", SemanticModelBuilder.Aggregations)),
            ("agg_params", ValueMap.Of(
                ("percentile", percentile), ("use_discrete_percentile", kind == "discrete"), ("use_approximate_percentile", kind == "continuous"))),
            ("agg_time_dimension", column),
            ("non_additive_dimension", additive is null ? null : ValueMap.Of(
                ("name", PlainValues.FromYaml(additive.Find("name")?.Value)), ("window_choice", PlainValues.FromYaml(additive.Find("window_agg")?.Value)),
                ("window_groupings", PlainValues.FromYaml(additive.Find("group_by")?.Value) ?? ValueList.Empty))));
    }

    /// <summary>What is said nowhere else may stand beside it.</summary>
    private ValueMap CumulativeOf(MappingReader reader, ValueMap given)
    {
        var own = given.Find("cumulative_type_params") as ValueMap ?? ValueMap.Empty;
        return Cumulative(
            reader, own.Find("window") ?? given.Find("window"), own.Find("grain_to_date") ?? given.Find("grain_to_date"), own.Find("period_agg"), null);
    }

    private ValueMap? ConversionOf(MappingReader reader, ValueMap? given) => given is null ? null : ValueMap.Of(
        ("entity", given.Find("entity")), ("base_measure", Measure(given.Find("base_measure"))), ("conversion_measure", Measure(given.Find("conversion_measure"))),
        ("base_metric", null), ("conversion_metric", null), ("calculation", given.Find("calculation") ?? "conversion_rate"),
        ("window", semantics.Window(reader, given.Find("window"))), ("constant_properties", given.Find("constant_properties")));

    private ValueMap? Conversion(MappingReader reader, string type, ValueMap? from, ValueMap? to, object? window)
    {
        var (entity, calculation) = (reader.Text("entity"), reader.Text("calculation"));
        var properties = PlainValues.FromYaml(reader.Any("constant_properties"));
        return type != "conversion" ? null : ValueMap.Of(
            ("entity", entity), ("base_measure", null), ("conversion_measure", null), ("base_metric", from), ("conversion_metric", to),
            ("calculation", calculation ?? "conversion_rate"), ("window", semantics.Window(reader, window)), ("constant_properties", properties));
    }

    private ValueMap Cumulative(MappingReader reader, object? window, object? grain, object? period, ValueMap? metric) => ValueMap.Of(
        ("window", semantics.Window(reader, window)), ("grain_to_date", grain), ("period_agg", period ?? "first"), ("metric", metric));

    private ValueMap? Metric(MappingReader reader, object? written) => SemanticShapes.Name(written) is not { } name ? null : ValueMap.Of(
        ("name", name), ("filter", SemanticShapes.Filter(Part(written, "filter"))), ("alias", Part(written, "alias")),
        ("offset_window", semantics.Window(reader, Part(written, "offset_window"))), ("offset_to_grain", Part(written, "offset_to_grain")));

    private ValueList Metrics(MappingReader reader, object? written) => new(ConfigMerge.AsList(written).Select(m => (object?)Metric(reader, m)));

    private static ImmutableArray<MetricCall> Calls(MappingReader reader, IEnumerable<object?> metrics) =>
        [.. metrics.Select(SemanticShapes.Name).OfType<string>().Select(name => new MetricCall(null, name, reader.Any("name")?.Location))];

    private void Require(MappingReader reader, string type, bool hasInput, bool hasRatio)
    {
        if (type == "ratio" && !hasRatio)
        {
            semantics.Missing(reader, "lacks its numerator or denominator", "give both as names of metrics");
        }
        else if (type is "simple" or "cumulative" or "conversion" && !hasInput)
        {
            semantics.Missing(reader, $"is {type} and says not of what", type switch
            {
                "simple" => "name a measure, or write it with 'agg' under 'metrics:' of the model",
                "cumulative" => "name a measure, or an 'input_metric'",
                _ => "give a measure or metric to begin with and one to convert to",
            });
        }
    }

    private static object? Part(object? written, string key) => (written as ValueMap)?.Find(key);
}
