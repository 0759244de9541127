using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Lake.Project.Values;
using Lake.Sql;
using Lake.Text;

namespace Lake.Project.Nodes;

/// <summary>A vertex of the graph. Loading fills it in; once the project is loaded it never changes.</summary>
public abstract class Node
{
    protected Node()
    {
    }

    [SetsRequiredMembers]
    private protected Node(NodeHead head) =>
        (UniqueId, Name, PackageName, Path, OriginalFilePath, Source, Span, Fqn) =
        (head.UniqueId, head.Name, head.PackageName, head.Path, head.OriginalFilePath, head.Source, head.Span, head.Fqn);

    public required string UniqueId { get; init; }

    public required string Name { get; init; }

    public required string PackageName { get; init; }

    public abstract ResourceType ResourceType { get; }

    /// <summary>Relative to the folder it was found under (<c>staging/stg_orders.sql</c>).</summary>
    public required string Path { get; init; }

    /// <summary>Relative to its package's directory (<c>models/staging/stg_orders.sql</c>).</summary>
    public required string OriginalFilePath { get; init; }

    /// <summary>The file that defines it.</summary>
    public required SourceFile Source { get; init; }

    /// <summary>Its place in <see cref="Source"/>: a name in YAML, a block, or the start of the file.</summary>
    public required TextSpan Span { get; init; }

    public Location Location => Source.At(Span);

    public ImmutableArray<string> Fqn { get; init; } = [];

    /// <summary>A hash of the texts that gave the node; zero where they do not tell all about it.</summary>
    internal UInt128 Origin { get; set; }

    public string Description { get; internal set; } = "";

    public NodeConfig Config { get; internal set; } = new(ValueMap.Empty);

    /// <summary>The configuration before its Jinja is rendered, for <c>state:modified</c>.</summary>
    public ValueMap UnrenderedConfig { get; internal set; } = ValueMap.Empty;

    public ImmutableArray<string> Tags { get; internal set; } = [];

    public ValueMap Meta { get; internal set; } = ValueMap.Empty;

    public ImmutableArray<RefCall> Refs { get; internal set; } = [];

    public ImmutableArray<SourceCall> Sources { get; internal set; } = [];

    /// <summary>Metrics that it reads.</summary>
    public ImmutableArray<MetricCall> Metrics { get; internal set; } = [];

    /// <summary>Unique ids of the parents, in the order of the calls.</summary>
    public ImmutableArray<string> DependsOn { get; internal set; } = [];

    /// <summary>Unique ids of the macros called.</summary>
    public ImmutableArray<string> DependsOnMacros { get; internal set; } = [];

    /// <summary><c>package://path</c> of the property file that describes it.</summary>
    public string? PatchPath { get; internal set; }

    /// <summary>In the order of the property file, keyed by name.</summary>
    public ImmutableArray<Column> Columns { get; internal set; } = [];

    public ImmutableArray<string> DocBlocks { get; internal set; } = [];

    /// <summary>What a <c>ref</c> or <c>source</c> to it gives; null when it makes no relation.</summary>
    public RelationName? Relation { get; internal set; }

    /// <summary><see cref="Relation"/> as SQL, quoted as configured; <c>relation_name</c> of the manifest.</summary>
    public string? RelationText { get; internal set; }

    public override string ToString() => UniqueId;
}
