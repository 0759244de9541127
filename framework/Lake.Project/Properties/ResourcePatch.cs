using System.Collections.Immutable;
using Lake.Project.Files;
using Lake.Project.Nodes;
using Lake.Project.Values;
using Lake.Text;
using Lake.Yaml.Tree;

namespace Lake.Project.Properties;

/// <summary>What a property file says about a model, seed, snapshot or analysis.</summary>
internal sealed record ResourcePatch
{
    /// <summary>The heading: <c>models</c>, <c>seeds</c>, …</summary>
    public required string Section { get; init; }

    public required string Name { get; init; }

    public required Location NameLocation { get; init; }

    public required ProjectFile File { get; init; }

    public required SourceFile Source { get; init; }

    /// <summary>Not rendered: may call <c>doc</c>.</summary>
    public YamlScalar? Description { get; init; }

    /// <summary><c>config:</c> with the old top-level keys moved into it.</summary>
    public ValueMap Config { get; init; } = ValueMap.Empty;

    /// <summary>The same with what stands under <c>config:</c> before it is rendered.</summary>
    public ValueMap WrittenConfig { get; init; } = ValueMap.Empty;

    public ImmutableArray<ColumnPatch> Columns { get; init; } = [];

    public ImmutableArray<YamlNode> Tests { get; init; } = [];

    public ValueList Constraints { get; init; } = ValueList.Empty;

    public ImmutableArray<VersionPatch> Versions { get; init; } = [];

    public object? LatestVersion { get; init; }

    public string? DeprecationDate { get; init; }

    /// <summary>Of a snapshot without SQL: what it is taken of.</summary>
    public YamlScalar? Relation { get; init; }

    public PatchedConfig Place => new(Config, NameLocation);

    public TimeSpine? TimeSpine { get; init; }

    /// <summary>The semantic model that a model declares of itself; null when it declares none.</summary>
    public SemanticPatch? Semantics { get; init; }

    /// <summary>Whether all columns are to be quoted.</summary>
    public bool QuoteColumns { get; init; }
}

internal sealed record ColumnPatch(string Name, Location Location)
{
    public YamlScalar? Description { get; init; }

    public string? DataType { get; init; }

    public bool? Quote { get; init; }

    public ValueMap Meta { get; init; } = ValueMap.Empty;

    public ImmutableArray<string> Tags { get; init; } = [];

    public ValueMap Config { get; init; } = ValueMap.Empty;

    public ValueList Constraints { get; init; } = ValueList.Empty;

    public string? Granularity { get; init; }

    /// <summary>Text, or a mapping.</summary>
    public object? Dimension { get; init; }

    public object? Entity { get; init; }

    public ImmutableArray<YamlNode> Tests { get; init; } = [];
}

/// <param name="Version">A long, double or string.</param>
internal sealed record VersionPatch(object Version, Location Location)
{
    /// <summary>The file that holds it, without extension; null: <c>name_vN</c>.</summary>
    public string? DefinedIn { get; init; }

    public YamlScalar? Description { get; init; }

    public ValueMap Config { get; init; } = ValueMap.Empty;

    /// <summary>The same with what stands under <c>config:</c> before it is rendered.</summary>
    public ValueMap WrittenConfig { get; init; } = ValueMap.Empty;

    /// <summary>Null: those of the model.</summary>
    public ImmutableArray<ColumnPatch>? Columns { get; init; }

    /// <summary>Columns of the model that this version lacks.</summary>
    public ImmutableArray<string> ExcludedColumns { get; init; } = [];

    /// <summary>False when <c>include:</c> names the model's columns to keep, or none.</summary>
    public ImmutableArray<string>? IncludedColumns { get; init; }

    /// <summary>Null: those of the model.</summary>
    public ImmutableArray<YamlNode>? Tests { get; init; }

    public string? DeprecationDate { get; init; }
}
