using System.Collections.Immutable;
using Lake.Cli.Workspaces;
using Lake.Engines;
using Lake.Loader.Loading;
using Lake.Loader.Streams;
using Lake.Project.Loaded;
using Lake.Project.Nodes;
using Lake.Runner.Requests;
using Lake.Sql;
using Lake.Text;

namespace Lake.Cli.Commands;

/// <summary>Streams that are loaded while a run goes: what reads one waits for it, and nothing else does.</summary>
internal sealed class StreamsBeside : IDisposable
{
    private readonly IEngine _engine;
    private readonly IEngine _loader;
    private readonly StreamStorage? _storage;
    private readonly LoadOptions _options;

    private StreamsBeside(
        Workspace workspace, IEngine engine, IEngine loader, IReadOnlyDictionary<StreamDefinition, ImmutableArray<SourceNode>> sources, CommandOutput output)
    {
        (_engine, _loader, Sources) = (engine, loader, sources);
        _storage = StreamStorage.Open(workspace, sources.Keys);
        _options = new LoadOptions(workspace.Settings.Directory) { Storage = _storage?.Files, Environment = output.Lines.Environment, Observer = output.Loads };
    }

    /// <summary>By the stream, the sources that stand for its tables.</summary>
    public IReadOnlyDictionary<StreamDefinition, ImmutableArray<SourceNode>> Sources { get; }

    public ImmutableArray<SourceLoad> Loads =>
        [.. Sources.Select(s => new SourceLoad($"stream {s.Key.Name}", [.. s.Value.Select(source => source.UniqueId)], stop => Load(s.Key, stop)))];

    /// <summary>
    /// Those of the streams that can be loaded beside the run. Nothing could wait for one that no source stands for, and
    /// hooks at the start come before all that is run. Null when there is none.
    /// </summary>
    public static StreamsBeside? Open(Workspace workspace, IEngine engine, ImmutableArray<StreamDefinition> streams, CommandOutput output)
    {
        var project = workspace.Project;
        var early = project.Graph.Ancestors(project.Of<OperationNode>().Where(o => o.AtStart).Select(o => o.UniqueId));
        var sources = streams.ToDictionary(s => s, s => SourcesOf(project, s))
            .Where(s => !s.Value.IsEmpty && !s.Value.Any(source => early.Contains(source.UniqueId))).ToDictionary();
        return sources.Count == 0 ? null : new StreamsBeside(workspace, engine, workspace.LoaderOf(engine), sources, output);
    }

    public void Dispose() => _storage?.Dispose();

    private ImmutableArray<Diagnostic> Load(StreamDefinition stream, CancellationToken stop)
    {
        using var session = _loader.OpenSession();
        var result = StreamLoader.Load([stream], session, _options, stop)[0];
        foreach (var table in Sources[stream].Select(s => s.Relation).OfType<RelationName>())
        {
            _engine.Note(_loader.AdapterType, table, session.FindRelation(table)?.Kind);
        }

        return [.. result.Diagnostics.Where(d => d.Severity == Severity.Error)];
    }

    /// <summary>Of its raw table, of what was rejected, and of its files.</summary>
    private static ImmutableArray<SourceNode> SourcesOf(LoadedProject project, StreamDefinition stream) =>
    [
        .. from table in (IEnumerable<RelationName>)[stream.Target, stream.Rejected, stream.Ledger]
           from source in project.Of<SourceNode>()
           where string.Equals(source.Relation?.Schema, table.Schema, StringComparison.OrdinalIgnoreCase)
              && string.Equals(source.Relation?.Identifier, table.Identifier, StringComparison.OrdinalIgnoreCase)
           select source,
    ];
}
