using System.Collections.Immutable;
using Lake.Project.Values;
using Lake.Yaml;
using Lake.Yaml.Tree;

namespace Lake.Project.Properties;

/// <summary>What a model's own entry says of its semantic model and metrics.</summary>
/// <param name="Declaration"><c>semantic_model:</c> as a mapping; empty for <c>true</c>.</param>
/// <param name="Reader">The model's entry.</param>
internal sealed record SemanticPatch(ValueMap Declaration, MappingReader Reader)
{
    public string? PrimaryEntity { get; init; }

    public string? AggregationTime { get; init; }

    public ImmutableArray<YamlMapping> Metrics { get; init; } = [];

    /// <summary><c>derived_semantics:</c>, with <c>dimensions</c> and <c>entities</c>.</summary>
    public YamlMapping? Derived { get; init; }

    /// <summary>Null when the model has none, or has it switched off.</summary>
    public static SemanticPatch? Read(YamlMapping entry, string what)
    {
        // The keys of the entry have been checked before.
        var reader = new MappingReader(entry, _ => { }, what);
        var patch = new SemanticPatch(PlainValues.FromYaml(reader.Any("semantic_model")) as ValueMap ?? ValueMap.Empty, reader)
        {
            PrimaryEntity = reader.Text("primary_entity"),
            AggregationTime = reader.Text("agg_time_dimension"),
            Metrics = reader.Maps("metrics"),
            Derived = reader.Map("derived_semantics"),
        };
        return reader.Any("semantic_model") is YamlMapping or YamlScalar { Value: true } && patch.Declaration.Find("enabled") is not false ? patch : null;
    }
}
