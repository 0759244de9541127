using System.Collections.Concurrent;
using Lake.Engines;
using Lake.Project.Artifacts;
using Lake.Project.Caching;
using Lake.Project.Contexts;
using Lake.Project.Contexts.Compiling;
using Lake.Project.Loaded;
using Lake.Project.Nodes;
using Lake.Runner.Artifacts;
using Lake.Runner.Events;
using Lake.Runner.Requests;
using Lake.Runner.Reuse;

namespace Lake.Runner.Execution;

/// <summary>What all nodes of one run share.</summary>
internal sealed record RunScope(
    LoadedProject Project, RunOptions Options, string AdapterType, EventSink Events, TargetFiles Files, ExecutionSettings Settings)
{
    /// <summary>With the settings of the options; what is deferred and selected comes in by <c>with</c>.</summary>
    public static RunScope Open(LoadedProject project, RunOptions options, IEngine engine, IRunObserver observer)
    {
        // What is wrong with it is wrong for all.
        QueryComment.Of(project.Environment, null);
        return new RunScope(
            project, options, engine.AdapterType, new EventSink(observer, new SecretScrubber(project.Options.Environment), options.Warnings, options.Clock),
            new TargetFiles(project.Settings.Paths.Target),
            new ExecutionSettings { FullRefresh = options.FullRefresh, StoreFailures = options.StoreFailures, Empty = options.Empty, Sample = options.Sample });
    }

    /// <summary>The same run for nodes that another engine works on; they share all that becomes of it.</summary>
    public RunScope On(string engine) => engine == AdapterType ? this : this with { Project = Project.On(engine), AdapterType = engine };

    private readonly ConcurrentDictionary<string, CompiledRecord> _compiled = new(StringComparer.Ordinal);

    /// <summary>What earlier runs compiled; null where that tells nothing of this one.</summary>
    public CompiledCache? CompiledBefore { get; init; }

    /// <summary>Columns of what unit tests read, where it does not exist.</summary>
    public ConcurrentDictionary<string, IReadOnlyList<WarehouseColumn>> InferredColumns { get; } = new(StringComparer.Ordinal);

    /// <summary>Publishes what is kept of failed nodes and tests, once the transaction of the whole run is over.</summary>
    public List<Action> Kept { get; } = [];

    public Fingerprint Fingerprint { get; } = new(Project);

    public ReuseLedger Ledger { get; } = new(Files, Project.Target.Name);

    /// <summary>By unique id, for the manifest.</summary>
    public IReadOnlyDictionary<string, CompiledRecord> Compiled => _compiled;

    /// <summary>Writes the compiled SQL of a node and of the ephemeral models in it.</summary>
    /// <param name="suffix">Of the file, for one of several batches.</param>
    /// <returns>The node's own record, and the state of its file.</returns>
    public KeptCode Keep(CompiledNode compiled, NodeCompiler compiler, string? suffix = null)
    {
        FileState? file = null;
        foreach (var node in compiler.Ephemerals.Append(compiled))
        {
            if (node != compiled && _compiled.TryGetValue(node.Node.UniqueId, out var known) && known.Code == node.Code)
            {
                continue;
            }

            file = Files.WriteCompiled(node.Node, node.Code, node == compiled ? suffix : null);
            _compiled[node.Node.UniqueId] = new CompiledRecord(
                node.Code, node.Macros, [.. node.Ephemerals.Select(e => (e.Node.UniqueId, CompiledNode.ExpressionOf(e)))]);
        }

        return new KeptCode(_compiled[compiled.Node.UniqueId], file);
    }

    /// <summary>The same of a node that an earlier run compiled; its file is written where it is not what that run left.</summary>
    public KeptCode Keep(CodeNode node, KeptCode kept)
    {
        _compiled[node.UniqueId] = kept.Record;
        return kept with { File = Files.WriteCompiled(node, kept.Record.Code, known: kept.File) };
    }

    /// <summary>A hook's SQL is told in the manifest, and written nowhere.</summary>
    /// <param name="number">Null where it was compiled and not run.</param>
    public void KeepHook(CompiledNode compiled, int? number) =>
        _compiled[compiled.Node.UniqueId] = new CompiledRecord(compiled.Code, compiled.Macros, []) { HookNumber = number };

    /// <summary>To send statements on behalf of a node, or of none.</summary>
    public Statements Statements(Node? node) => new(this, node);

    public NodeContext Context(CodeNode node, IWarehouse? warehouse, int thread, CancellationToken cancellation, Batch? batch = null) =>
        Context(node.PackageName, node, warehouse, Settings with { Thread = $"Thread-{thread}", Batch = batch }, cancellation);

    /// <param name="node">Null for a macro that is called for itself.</param>
    public NodeContext Context(string package, Node? node, IWarehouse? warehouse, ExecutionSettings settings, CancellationToken cancellation) =>
        NodeContext.ForExecution(
            Project, package, node, warehouse is null ? null : new NodeWarehouse(warehouse, Statements(node)), settings, new NodeOutput(Events, node), cancellation);

    public NodeCompiler Compiler(IWarehouse? warehouse, int thread, CancellationToken cancellation) =>
        new(node => Context(node, warehouse, thread, cancellation));
}
