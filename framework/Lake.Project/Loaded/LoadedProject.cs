using System.Collections.Immutable;
using Lake.Project.Graphs;
using Lake.Project.Macros;
using Lake.Project.Nodes;
using Lake.Project.Resolving;
using Lake.Project.Settings;
using Lake.Text;

namespace Lake.Project.Loaded;

/// <summary>One state of a project, whole and unchanging. With errors among the diagnostics it is what could be read.</summary>
public sealed class LoadedProject
{
    public required ProjectEnvironment Environment { get; init; }

    public ProjectOptions Options => Environment.Options;

    public ProjectSettings Settings => Environment.Settings;

    public Target Target => Environment.Target;

    public MacroRegistry Macros => Environment.Macros;

    /// <summary>Absolute.</summary>
    public string Directory => Settings.Directory;

    /// <summary>Enabled nodes by unique id: models, seeds, snapshots, analyses, tests, operations, sources, exposures, unit tests.</summary>
    public required IReadOnlyDictionary<string, Node> Nodes { get; init; }

    /// <summary>Switched off by <c>enabled: false</c>.</summary>
    public required ImmutableArray<Node> Disabled { get; init; }

    public required IReadOnlyDictionary<string, Group> Groups { get; init; }

    public required IReadOnlyDictionary<string, DocBlock> Docs { get; init; }

    public required Graph Graph { get; init; }

    public required NodeFinder Finder { get; init; }

    /// <summary>Everything found wrong, in order of place.</summary>
    public required ImmutableArray<Diagnostic> Diagnostics { get; init; }

    public bool HasErrors => Diagnostics.Any(d => d.Severity == Severity.Error);

    public IEnumerable<T> Of<T>()
        where T : Node => Nodes.Values.OfType<T>();
}
