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
    private readonly Lazy<ILookup<string, TestNode>> _disabledTests;

    public LoadedProject() =>
        _disabledTests = new(() => Disabled.OfType<TestNode>().Where(t => t.AttachedNode is not null).ToLookup(t => t.AttachedNode ?? "", StringComparer.Ordinal));

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

    /// <summary>Tests that are switched off, by the node that they would test.</summary>
    internal ILookup<string, TestNode> DisabledTests => _disabledTests.Value;

    public required IReadOnlyDictionary<string, Group> Groups { get; init; }

    public required IReadOnlyDictionary<string, DocBlock> Docs { get; init; }

    public required Graph Graph { get; init; }

    public required NodeFinder Finder { get; init; }

    /// <summary>A hash of what every file may depend on; null when the project was read without a cache.</summary>
    internal UInt128? ParseKey { get; init; }

    /// <summary>Everything found wrong, in order of place.</summary>
    public required ImmutableArray<Diagnostic> Diagnostics { get; init; }

    /// <summary>
    /// The type of the engine that works on a node: the one that its configuration asks for. Tests follow what they are of,
    /// where that is one engine, since only there they see what is not published yet.
    /// </summary>
    public string EngineOf(Node node) => Asked(node) ?? Target.Type;

    /// <summary>The same project as nodes see it that another engine works on.</summary>
    public LoadedProject On(string engine) => engine == Target.Type ? this : With(Environment.On(engine), Diagnostics);

    /// <summary>With all that was found wrong.</summary>
    internal LoadedProject With(ImmutableArray<Diagnostic> diagnostics) => With(Environment, diagnostics);

    private LoadedProject With(ProjectEnvironment environment, ImmutableArray<Diagnostic> diagnostics) => new()
    {
        Environment = environment,
        Nodes = Nodes,
        Disabled = Disabled,
        Groups = Groups,
        Docs = Docs,
        Graph = Graph,
        Finder = Finder,
        ParseKey = ParseKey,
        Diagnostics = diagnostics,
    };

    private string? Asked(Node node) => node switch
    {
        CodeNode code when code.Config.Text("engine") is { Length: > 0 } engine => engine,
        UnitTestNode test => Asked(Nodes[test.DependsOn[0]]),
        TestNode { AttachedNode: { } attached } when Nodes.TryGetValue(attached, out var tested) => Asked(tested),
        TestNode { IsGeneric: false } test when Graph.Parents(test.UniqueId).Select(p => Asked(Nodes[p])).Distinct().ToList() is [var only] => only,
        _ => null,
    };

    public bool HasErrors => Diagnostics.Any(d => d.Severity == Severity.Error);

    public IEnumerable<T> Of<T>()
        where T : Node => Nodes.Values.OfType<T>();
}
