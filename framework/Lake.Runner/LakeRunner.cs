using System.Collections.Immutable;
using Lake.Engines;
using Lake.Project.Caching;
using Lake.Project.Loaded;
using Lake.Project.Nodes;
using Lake.Project.Values;
using Lake.Runner.Artifacts;
using Lake.Runner.Events;
using Lake.Runner.Execution;
using Lake.Runner.Locking;
using Lake.Runner.Planning;
using Lake.Runner.Requests;
using Lake.Runner.Results;
using Lake.Text;

namespace Lake.Runner;

/// <summary>Runs nodes of a project.</summary>
public static class LakeRunner
{
    /// <summary>
    /// Works on the selected nodes and writes what dbt would write below the target folder. Failures of nodes are in
    /// the result; what keeps the run from starting (a busy project) is thrown as <see cref="DiagnosticException"/>.
    /// </summary>
    /// <param name="project">Loaded without errors.</param>
    /// <param name="selected">Unique ids; those that the command does not work on are passed over.</param>
    /// <param name="engine">Opened for the project's target. Each worker opens its own session.</param>
    /// <param name="cancellation">Interrupts running statements; what they staged is dropped.</param>
    public static RunResult Run(
        LoadedProject project, IReadOnlySet<string> selected, IEngine engine, RunOptions options, IRunObserver observer,
        CancellationToken cancellation = default)
    {
        using var projectLock = ProjectLock.Take(project.Settings.Paths.Target);
        var started = options.Clock.GetTimestamp();
        var plan = RunPlan.Make(project, selected, options);
        var scope = Scope(project, selected, engine, options, observer);
        var events = scope.Events;
        events.Send(new RunStarted(events.Now, plan.Units.Sum(u => u.Nodes.Count()) + Hooks(project, options), options.Threads));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Execute(scope, plan, engine, stop, cancellation);
        var result = new RunResult(
            [.. events.Results.Where(r => IsResult(project, options, r)), .. Unreached(plan, events.Results, cancellation.IsCancellationRequested)],
            events.Diagnostics, options.Clock.GetElapsedTime(started), cancellation.IsCancellationRequested);
        return Finish(scope, result);
    }

    /// <summary>As in dbt, ephemeral models that were compiled are results only where nodes were asked for by name.</summary>
    private static bool IsResult(LoadedProject project, RunOptions options, NodeResult result) =>
        options.Command != RunCommand.Compile || result.Status != NodeStatus.Success || project.Options.Flags.ContainsKey("select")
        || project.Nodes.GetValueOrDefault(result.UniqueId) is not CodeNode { IsEphemeral: true };

    /// <summary>Compiles one node that is in no graph: one made by <see cref="Project.Building.InlineNode"/>.</summary>
    public static RunResult Compile(
        LoadedProject project, CodeNode node, IEngine engine, RunOptions options, IRunObserver observer, CancellationToken cancellation = default)
    {
        var started = options.Clock.GetTimestamp();
        var scope = Scope(project, ImmutableHashSet<string>.Empty, engine, options, observer);
        using var engines = new WorkerEngines(scope, engine);
        var (run, session) = engines.For(node);
        new CompileRunner(run, session, 1, cancellation).Run(node);
        return Finish(scope, new RunResult(scope.Events.Results, scope.Events.Diagnostics, options.Clock.GetElapsedTime(started), false));
    }

    /// <summary>Runs the queries of nodes one after the other and hands their rows to the reader; changes nothing.</summary>
    /// <param name="nodes">Nodes of the project, or one made by <see cref="Project.Building.InlineNode"/>.</param>
    /// <param name="limit">Rows to ask for; null for all.</param>
    public static RunResult Show(
        LoadedProject project, IReadOnlyList<CodeNode> nodes, int? limit, IEngine engine, RunOptions options, IRunObserver observer,
        Action<CodeNode, IQueryResult> read, CancellationToken cancellation = default)
    {
        var started = options.Clock.GetTimestamp();
        var scope = Scope(project, nodes.Select(n => n.UniqueId).ToHashSet(StringComparer.Ordinal), engine, options, observer);
        using var engines = new WorkerEngines(scope, engine);
        foreach (var node in nodes)
        {
            var (run, session) = engines.For(node);
            new NodePreview(run, session, cancellation).Show(node, limit, read);
        }

        return Finish(scope, new RunResult(scope.Events.Results, scope.Events.Diagnostics, options.Clock.GetElapsedTime(started), false));
    }

    /// <summary>Calls a macro; <paramref name="macro"/> may name its package too. Fails with <c>unknown-macro</c>.</summary>
    public static RunResult Call(
        LoadedProject project, string macro, ValueMap arguments, IEngine engine, RunOptions options, IRunObserver observer,
        CancellationToken cancellation = default)
    {
        var started = options.Clock.GetTimestamp();
        var found = MacroCall.Find(project, macro);
        var scope = RunScope.Open(project, options, engine, observer);
        using var session = engine.OpenSession();
        new MacroCall(scope, session, cancellation).Run(found, arguments);
        return Finish(scope, new RunResult(scope.Events.Results, scope.Events.Diagnostics, options.Clock.GetElapsedTime(started), false));
    }

    /// <summary>Judges the sources that say how fresh they must be, and writes <c>sources.json</c>.</summary>
    /// <param name="file">Absolute; null for the one in the target folder.</param>
    public static ImmutableArray<FreshnessResult> CheckFreshness(
        LoadedProject project, IEnumerable<SourceNode> sources, string? file, IEngine engine, RunOptions options, IRunObserver observer,
        CancellationToken cancellation = default)
    {
        var started = options.Clock.GetTimestamp();
        var scope = RunScope.Open(project, options, engine, observer);
        using var session = engine.OpenSession();
        RunFreshnessHooks(scope, session, atStart: true, cancellation);
        ImmutableArray<FreshnessResult> results =
            [.. sources.Where(FreshnessCheck.Applies).Select(s => new FreshnessCheck(scope, session, cancellation).Run(s))];
        RunFreshnessHooks(scope, session, atStart: false, cancellation);
        scope.Files.Write(file ?? "sources.json", SourcesFile.Write(project, options, results, options.Clock.GetElapsedTime(started)));
        scope.Events.Wrote("FreshnessExecutionResultArtifact", Path.Combine(scope.Files.Folder, file ?? "sources.json"));
        WriteManifest(scope);
        return results;
    }

    /// <summary>The project's hooks, unless its <c>flags:</c> say otherwise as in dbt; fails with what is wrong with one.</summary>
    private static void RunFreshnessHooks(RunScope scope, IEngineSession session, bool atStart, CancellationToken cancellation)
    {
        if (scope.Project.Settings.Flags.Find("source_freshness_run_project_hooks") is not false
            && !new HookRunner(scope, session, cancellation).Run(atStart, []))
        {
            throw new DiagnosticException([.. scope.Events.Results.SelectMany(r => r.Diagnostics)]);
        }
    }

    /// <summary>Writes <c>catalog.json</c> about the relations of the nodes that exist, and gives its path.</summary>
    public static string WriteCatalog(LoadedProject project, IEnumerable<Node> nodes, IEngine engine, RunOptions options)
    {
        using var session = engine.OpenSession();
        var files = new TargetFiles(project.Settings.Paths.Target);
        files.Write("catalog.json", CatalogFile.Write(project, options, nodes, session));
        return Path.Combine(files.Folder, "catalog.json");
    }

    private static RunScope Scope(
        LoadedProject project, IReadOnlySet<string> selected, IEngine engine, RunOptions options, IRunObserver observer)
    {
        var scope = RunScope.Open(project, options, engine, observer);
        using var session = options.Deferral is null ? null : engine.OpenSession();
        selected = selected.Where(id => options.Command.Takes(project.Nodes.GetValueOrDefault(id))).ToHashSet(StringComparer.Ordinal);
        return scope with
        {
            Settings = scope.Settings with
            {
                Selected = [.. selected.Order(StringComparer.Ordinal)],
                Deferred = session is null || options.Deferral is null
                    ? scope.Settings.Deferred
                    : options.Deferral.Resolve(project, options.Command == RunCommand.Clone ? ImmutableHashSet<string>.Empty : selected, session),
            },
        };
    }

    private static RunResult Finish(RunScope scope, RunResult result)
    {
        var written = scope.Options.WritesJson ? WriteArtifacts(scope, result) : result;
        scope.Events.Send(new RunFinished(scope.Events.Now, written));
        return written;
    }

    private static void Execute(
        RunScope scope, RunPlan plan, IEngine engine, CancellationTokenSource stop, CancellationToken cancellation)
    {
        if (scope.Options.Command is RunCommand.Compile)
        {
            var compiled = CompiledCache.Open(scope.Project, scope.Settings);
            new WorkerPool(scope with { CompiledBefore = compiled }, plan, engine, stop).Run();
            compiled?.Save();
            return;
        }

        try
        {
            using var session = engine.OpenSession();
            SchemaCreator.Create(scope, plan, session, cancellation);
            if (scope.Options.Command == RunCommand.Clone)
            {
                new WorkerPool(scope, plan, engine, stop).Run();
                return;
            }

            var hooks = new HookRunner(scope, session, cancellation);
            if (hooks.Run(atStart: true, []))
            {
                RunUnits(scope, plan, engine, session, stop, cancellation);
                CompileUnread(scope, engine, cancellation);
            }

            new NothingToRun(scope).Tell();
            hooks.Run(atStart: false, scope.Events.Results);
            scope.Ledger.Save(scope.Project.Graph.Nodes.ContainsKey);
        }
        catch (DiagnosticException error)
        {
            foreach (var diagnostic in error.Diagnostics)
            {
                scope.Events.Report(diagnostic);
            }
        }
        catch (OperationCanceledException)
        {
            // The result says so.
        }
    }

    private static void RunUnits(
        RunScope scope, RunPlan plan, IEngine engine, IEngineSession session, CancellationTokenSource stop, CancellationToken cancellation)
    {
        if (scope.Options.PublishAll)
        {
            JointPublication.Run(scope, plan, engine, session, stop, cancellation);
        }
        else
        {
            new WorkerPool(scope, plan, engine, stop).Run();
        }
    }

    private static void CompileUnread(RunScope scope, IEngine engine, CancellationToken cancellation)
    {
        using var engines = new WorkerEngines(scope, engine);
        new UnreadEphemerals(scope, engines, cancellation).Compile();
    }

    private static int Hooks(LoadedProject project, RunOptions options) =>
        options.Command is RunCommand.Compile or RunCommand.Clone ? 0 : project.Of<OperationNode>().Count();

    private static IEnumerable<NodeResult> Unreached(RunPlan plan, ImmutableArray<NodeResult> results, bool isCancelled)
    {
        var known = results.Select(r => r.UniqueId).ToHashSet(StringComparer.Ordinal);
        return plan.Units.SelectMany(u => u.Nodes)
            .Where(n => !known.Contains(n.UniqueId))
            .Select(n => NodeTimer.Skipped(n, isCancelled ? "the run was interrupted" : "the run ended early"));
    }

    private static void WriteManifest(RunScope scope)
    {
        TargetFiles.WriteManifest(scope.Project, scope.Compiled);
        scope.Events.Wrote("WritableManifest", Path.Combine(scope.Files.Folder, "manifest.json"));
    }

    private static RunResult WriteArtifacts(RunScope scope, RunResult result)
    {
        try
        {
            WriteManifest(scope);
            scope.Files.Write("run_results.json", RunResultsFile.Write(scope.Project, scope.Options, result));
            scope.Events.Wrote("RunExecutionResult", Path.Combine(scope.Files.Folder, "run_results.json"));
            return result;
        }
        catch (DiagnosticException error)
        {
            return result with { Diagnostics = result.Diagnostics.AddRange(error.Diagnostics) };
        }
    }
}
