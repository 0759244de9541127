using System.Collections.Immutable;
using Lake.Engines;
using Lake.Project.Contexts;
using Lake.Project.Loaded;
using Lake.Project.Nodes;
using Lake.Runner.Artifacts;
using Lake.Runner.Events;
using Lake.Runner.Execution;
using Lake.Runner.Locking;
using Lake.Runner.Planning;
using Lake.Runner.Requests;
using Lake.Runner.Results;
using Lake.Runner.Rules;
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
        var clock = options.Clock;
        var started = clock.GetTimestamp();
        var events = new EventSink(observer, new SecretScrubber(project.Options.Environment), clock);
        var plan = RunPlan.Make(project, selected, options.Command);
        var scope = new RunScope(
            project, options, engine.AdapterType, events, new TargetFiles(project.Settings.Paths.Target),
            new ExecutionSettings
            {
                FullRefresh = options.FullRefresh,
                StoreFailures = options.StoreFailures,
                Selected = [.. selected.Order(StringComparer.Ordinal)],
            });
        events.Send(new RunStarted(events.Now, plan.Units.Sum(u => 1 + u.Audits.Length) + Hooks(project, options), options.Threads));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        TellOfUnitTests(project, selected, options.Command, events);
        Execute(scope, plan, engine, stop, cancellation);
        var result = new RunResult(
            [.. events.Results, .. Unreached(plan, events.Results, cancellation.IsCancellationRequested)],
            events.Diagnostics, clock.GetElapsedTime(started), cancellation.IsCancellationRequested);
        result = WriteArtifacts(scope, result);
        events.Send(new RunFinished(events.Now, result));
        return result;
    }

    private static void Execute(
        RunScope scope, RunPlan plan, IEngine engine, CancellationTokenSource stop, CancellationToken cancellation)
    {
        if (scope.Options.Command == RunCommand.Compile)
        {
            new WorkerPool(scope, plan, engine, stop).Run();
            return;
        }

        try
        {
            using var session = engine.OpenSession();
            SchemaCreator.Create(scope, plan, session, cancellation);
            var hooks = new HookRunner(scope, session, cancellation);
            if (hooks.Run(atStart: true, []))
            {
                new WorkerPool(scope, plan, engine, stop).Run();
            }

            hooks.Run(atStart: false, scope.Events.Results);
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

    private static void TellOfUnitTests(LoadedProject project, IReadOnlySet<string> selected, RunCommand command, EventSink events)
    {
        var tests = project.Graph.Order.OfType<UnitTestNode>().Where(t => selected.Contains(t.UniqueId)).ToList();
        if (tests.Count > 0 && command is RunCommand.Build or RunCommand.Test)
        {
            events.Report(RunnerRules.UnitTestsNotRun.At(
                tests[0].Location, $"{tests.Count} selected unit {(tests.Count == 1 ? "test was" : "tests were")} not run, among them '{tests[0].Name}'",
                "run them with dbt test --select test_type:unit"));
        }
    }

    private static int Hooks(LoadedProject project, RunOptions options) =>
        options.Command == RunCommand.Compile ? 0 : project.Of<OperationNode>().Count();

    private static IEnumerable<NodeResult> Unreached(RunPlan plan, ImmutableArray<NodeResult> results, bool isCancelled)
    {
        var known = results.Select(r => r.UniqueId).ToHashSet(StringComparer.Ordinal);
        return plan.Units.SelectMany(u => u.Audits.Prepend<CodeNode>(u.Node))
            .Where(n => !known.Contains(n.UniqueId))
            .Select(n => NodeTimer.Skipped(n, isCancelled ? "the run was interrupted" : "the run ended early"));
    }

    private static RunResult WriteArtifacts(RunScope scope, RunResult result)
    {
        try
        {
            TargetFiles.WriteManifest(scope.Project, scope.Compiled);
            scope.Files.Write("run_results.json", RunResultsFile.Write(scope.Project, scope.Options, result));
            return result;
        }
        catch (DiagnosticException error)
        {
            return result with { Diagnostics = result.Diagnostics.AddRange(error.Diagnostics) };
        }
    }
}
