using Lake.Yaml.Keys;

namespace Lake.Project.Keys;

/// <summary>The semantic layer: read, checked and carried into the manifest for tools that compute it.</summary>
public static class SemanticKeys
{
    private static readonly Shape Granularity = Shape.Text;

    private static readonly Shape Input = Shape.Text.Or(Shape.Map, "a metric's name, or a mapping");

    public static readonly KeySet TimeSpine = new(
        "time spine",
        new("standard_granularity_column", Shape.Text, "The column of its times") { IsRequired = true },
        new("custom_granularities", Shape.List, "Other columns, each with `name` and `column_name`"));

    public static readonly KeySet Metric = new(
        "metric",
        PropertyKeys.Name,
        new("label", Shape.Text, "A name to show"),
        PropertyKeys.Description,
        new("type", Shape.Word("simple", "ratio", "cumulative", "derived", "conversion"), "How it is computed"),
        new("type_params", Shape.Map, "What it is computed of"),
        new("agg", Shape.Text, "How a simple metric adds up: sum, min, max, count_distinct, average, median, percentile, count"),
        new("expr", Shape.TextOrNumber, "What it adds up"),
        new("agg_time_dimension", Shape.Text, "The time it is summed up by"),
        new("filter", Shape.Anything, "Which rows count"),
        new("numerator", Input, "Of a ratio"),
        new("denominator", Input, "Of a ratio"),
        new("input_metric", Input, "Of a cumulative metric"),
        new("input_metrics", Shape.List, "Of a derived metric"),
        new("window", Shape.Text, "How far back a cumulative metric looks"),
        new("grain_to_date", Granularity, "From where on a cumulative metric counts"),
        new("period_agg", Shape.Word("first", "last", "average"), "What a longer period takes of a cumulative metric"),
        new("base_metric", Input, "Of a conversion"),
        new("conversion_metric", Input, "Of a conversion"),
        new("entity", Shape.Text, "Of a conversion"),
        new("calculation", Shape.Word("conversions", "conversion_rate"), "Of a conversion"),
        new("constant_properties", Shape.List, "Of a conversion"),
        new("fill_nulls_with", Shape.Integer, "What stands for nothing"),
        new("join_to_timespine", Shape.Boolean, "Whether times without rows appear"),
        new("percentile", Shape.Scalar, "Which percentile"),
        new("percentile_type", Shape.Text, "discrete or continuous"),
        new("non_additive_dimension", Shape.Map, "The dimension that it does not add up over"),
        new("time_granularity", Granularity, "Its own granularity"),
        new("hidden", Shape.Boolean, "Whether tools leave it out"),
        PropertyKeys.Config(ConfigKeys.Semantic),
        new("meta", Shape.Map, "As under config") { IsHidden = true },
        new("tags", Shape.Texts, "As under config") { IsHidden = true },
        new("group", Shape.Text, "As under config") { IsHidden = true })
    {
        Refuses = true,
    };

    public static readonly KeySet SemanticModel = new(
        "semantic model",
        PropertyKeys.Name,
        new("model", Shape.Text, "The model it describes: `ref('m')`") { IsRequired = true },
        new("label", Shape.Text, "A name to show"),
        PropertyKeys.Description,
        new("defaults", Shape.Map, "`agg_time_dimension`"),
        new("entities", Shape.List, "Its keys: `name`, `type`, `expr`"),
        new("dimensions", Shape.List, "What its rows are grouped by: `name`, `type`, `type_params`, `expr`"),
        new("measures", Shape.List, "What is added up: `name`, `agg`, `expr`"),
        new("primary_entity", Shape.Text, "Its entity, if no key is"),
        new("node_relation", Shape.Map, "Taken, without effect") { IsHidden = true },
        PropertyKeys.Config(ConfigKeys.Semantic),
        new("group", Shape.Text, "As under config") { IsHidden = true });

    private static readonly KeySet SavedQueryParameters = new(
        "query",
        new("metrics", Shape.ListOf(Shape.Text), "Metrics to show"),
        new("group_by", Shape.ListOf(Shape.Text), "Dimensions to group by"),
        new("where", Shape.Anything, "Filters"),
        new("order_by", Shape.ListOf(Shape.Text), "What to sort by"),
        new("limit", Shape.Integer, "The most rows"));

    public static readonly KeySet SavedQuery = new(
        "saved query",
        PropertyKeys.Name,
        new("label", Shape.Text, "A name to show"),
        PropertyKeys.Description,
        new("query_params", Shape.Of(SavedQueryParameters), "What is asked") { IsRequired = true },
        new("exports", Shape.List, "Where results are written: `name` and `config`"),
        PropertyKeys.Config(ConfigKeys.SavedQuery),
        new("group", Shape.Text, "As under config") { IsHidden = true },
        new("tags", Shape.Texts, "As under config") { IsHidden = true });
}
