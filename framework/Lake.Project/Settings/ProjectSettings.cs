using System.Collections.Immutable;
using Lake.Project.Values;
using Lake.Text;
using Lake.Yaml.Tree;

namespace Lake.Project.Settings;

/// <summary>One package's project file, rendered: the root's or that of an installed package.</summary>
public sealed record ProjectSettings
{
    public required string Name { get; init; }

    /// <summary>Absolute.</summary>
    public required string Directory { get; init; }

    /// <summary>The project file.</summary>
    public required SourceFile Source { get; init; }

    public string? Version { get; init; }

    public string? Profile { get; init; }

    public required ProjectPaths Paths { get; init; }

    public Quoting Quoting { get; init; } = new();

    /// <summary>Configuration trees under dbt's keys: <c>models</c>, <c>seeds</c>, <c>snapshots</c>, <c>sources</c>, <c>data_tests</c>, …</summary>
    public IReadOnlyDictionary<string, ValueMap> ConfigTrees { get; init; } = ImmutableDictionary<string, ValueMap>.Empty;

    public ValueMap Vars { get; init; } = ValueMap.Empty;

    public ImmutableArray<string> OnRunStart { get; init; } = [];

    public ImmutableArray<string> OnRunEnd { get; init; } = [];

    /// <summary>Search orders of <c>adapter.dispatch</c> by macro namespace.</summary>
    public IReadOnlyDictionary<string, ImmutableArray<string>> Dispatch { get; init; } =
        ImmutableDictionary<string, ImmutableArray<string>>.Empty;

    /// <summary>Whether other packages may refer to its public models alone.</summary>
    public bool RestrictsAccess { get; init; }

    /// <summary>Null: dbt's default comment; an empty text: none. A mapping has <c>comment</c> and <c>append</c>.</summary>
    public object? QueryComment { get; init; }

    public ValueMap Flags { get; init; } = ValueMap.Empty;

    /// <summary>Whether analyses are configured under <c>analyses:</c> and have no folder of that name in their fqn, which dbt does only where asked.</summary>
    public bool CorrectsAnalyses => Flags.Find("require_corrected_analysis_fqns") is true;

    /// <summary><c>warehouse:</c>, made absolute; null when the file does not say.</summary>
    public string? Warehouse { get; init; }

    /// <summary>Where the file says so.</summary>
    public Location? WarehousePlace { get; init; }

    /// <summary><c>catalog:</c> as written.</summary>
    public ValueMap? Catalog { get; init; }

    /// <summary><c>streams:</c> as written; the loader reads it. Spans are in <see cref="Source"/>.</summary>
    public YamlNode? Streams { get; init; }

    /// <summary>The whole file as plain values, not rendered.</summary>
    public ValueMap Raw { get; init; } = ValueMap.Empty;
}
