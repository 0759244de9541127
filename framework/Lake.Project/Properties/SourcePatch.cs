using System.Collections.Immutable;
using Lake.Project.Files;
using Lake.Project.Values;
using Lake.Text;
using Lake.Yaml.Tree;

namespace Lake.Project.Properties;

/// <summary>One source with its tables, as written.</summary>
/// <param name="Entry">The whole entry.</param>
/// <param name="Written">The same before it is rendered.</param>
internal sealed record SourceDeclaration(string Name, Location Location, ProjectFile File, YamlMapping Entry, YamlMapping Written)
{
    public YamlScalar? Description { get; init; }

    public string? Database { get; init; }

    public string? Schema { get; init; }

    /// <summary>Before it is rendered.</summary>
    public string? WrittenDatabase { get; init; }

    public string? WrittenSchema { get; init; }

    public string Loader { get; init; } = "";

    public SourceProperties Properties { get; init; } = new();

    public ImmutableArray<TableDeclaration> Tables { get; init; } = [];

    /// <summary>Whether a stream stands for it; what a property file says of the same table counts more.</summary>
    public bool IsOfStream { get; init; }
}

internal sealed record TableDeclaration(string Name, Location Location)
{
    public YamlScalar? Description { get; init; }

    public string? Identifier { get; init; }

    public ValueMap? External { get; init; }

    public SourceProperties Properties { get; init; } = new();

    public ImmutableArray<ColumnPatch> Columns { get; init; } = [];

    public ImmutableArray<YamlNode> Tests { get; init; } = [];
}

/// <summary>What a source and its tables both may say; a table's word counts more.</summary>
internal sealed record SourceProperties
{
    public ValueMap Config { get; init; } = ValueMap.Empty;

    public ValueMap Meta { get; init; } = ValueMap.Empty;

    public ImmutableArray<string> Tags { get; init; } = [];

    public ValueMap Quoting { get; init; } = ValueMap.Empty;

    public string? LoadedAtField { get; init; }

    /// <summary>Whether a null stands there, which takes away what the source says for all its tables.</summary>
    public bool ClearsLoadedAtField { get; init; }

    public string? LoadedAtQuery { get; init; }

    public ValueMap? Freshness { get; init; }

    /// <summary>Whether freshness is mentioned at all: a written null switches it off.</summary>
    public bool HasFreshness { get; init; }
}
