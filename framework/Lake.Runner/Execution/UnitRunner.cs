using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Lake.Engines;
using Lake.Project.Contexts;
using Lake.Project.Nodes;
using Lake.Runner.Batches;
using Lake.Runner.Events;
using Lake.Runner.Planning;
using Lake.Runner.Requests;
using Lake.Runner.Results;
using Lake.Runner.Reuse;
using Lake.Runner.Rules;
using Lake.Runner.Warehouse;
using Lake.Text;

namespace Lake.Runner.Execution;

/// <summary>
/// Runs units in one session: builds the node in a transaction, lets its tests look at what is staged, and publishes
/// only what they accept.
/// </summary>
internal sealed class UnitRunner(RunScope run, IEngineSession session, int thread, CancellationToken cancellation)
{
    private readonly SessionWarehouse _warehouse = new(session, cancellation);
    private readonly List<QueryReport> _queries = [];
    private bool _failedBeside;

    /// <summary>Does parts of a node at the same time, and returns when all are done.</summary>
    public required Action<IReadOnlyList<NodePart>> Share { get; init; }

    /// <summary>Whether what waits for the unit may start. Every node of the unit has a result afterwards.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "A fault at one node must not end the run.")]
    public bool Run(RunUnit unit)
    {
        var node = unit.Node;
        _queries.Clear();
        session.TakeReports();
        run.Events.Start(node.UniqueId, node.ResourceType.Word(), NodeDescription.Of(node));
        var timer = new NodeTimer(node, run.Events, thread);
        NodeResult result;
        try
        {
            result = node switch
            {
                UnitTestNode test => new UnitTestRunner(run, session, thread, cancellation).Run(test, timer),
                TestNode test => TestTogether(unit, test, timer),
                CodeNode code => Build(unit, code, timer),
                _ => throw new InvalidOperationException($"{node.UniqueId} cannot be run."),
            };
        }
        catch (OperationCanceledException)
        {
            result = timer.Result(NodeStatus.Skipped, "interrupted; nothing of it was published");
        }
        catch (DiagnosticException error)
        {
            result = Failed(node, timer, [.. error.Diagnostics.Select(d => d.Location is null && node is CodeNode code ? SqlErrors.Explain(d, code, null, run.Project) : d)]);
            session.Recover();
        }
        catch (Exception error)
        {
            result = Failed(node, timer, [RunnerRules.InternalError.At(node.Location, $"{error.GetType().Name}: {error.Message}", error.StackTrace)]);
        }

        run.Events.Finish(result with { Queries = [.. _queries, .. session.TakeReports()] });
        SkipAudits(unit);
        return (result.Status is NodeStatus.Success or NodeStatus.NoOp or NodeStatus.Pass or NodeStatus.Warn && !_failedBeside) || GoesOn(node, result);
    }

    /// <summary>Whether what reads a model that could not be built is built all the same. Tests that fail stop it whatever the model says.</summary>
    private bool GoesOn(Node node, NodeResult result) =>
        node is ModelNode model && model.Config.Text("on_error") == "continue" && result is { Status: NodeStatus.Error, IsKeptBack: false } && !run.Options.FailFast;

    private NodeResult Build(RunUnit unit, CodeNode node, NodeTimer timer)
    {
        var batches = new BatchedBuild(run, session, thread, cancellation) { Share = Share };
        var plan = run.Options.Command is RunCommand.Clone ? null : batches.Plan(node);
        var result = plan is not null && unit.Audits.IsEmpty && !session.InTransaction ? batches.Run(node, plan, timer) : Build(unit, node, timer, plan);
        if (result.Status == NodeStatus.Success && run.Options.Command is not RunCommand.Clone)
        {
            new NodeMaintenance(run, session, cancellation).Run(node);
        }

        return result;
    }

    private NodeResult Build(RunUnit unit, CodeNode node, NodeTimer timer, BatchPlan? plan)
    {
        StatementResult? main = null;
        NodeResult? batched = null;
        List<TestNode> failed = [];
        List<Action> kept = [];
        var isAgain = false;
        var isPublished = Publish(
            () =>
            {
                if (isAgain)
                {
                    run.Events.Log($"{NodeDescription.Of(node)}: another writer has changed its table meanwhile, so it is built again", MessageKind.Info, node.UniqueId);
                }

                isAgain = true;
                (main, batched) = Materialize(node, timer, plan);
                var proven = Prove(unit.Audits);
                failed = unit.Audits.Where(test => !Audit(test, proven, Look)).ToList();
                cancellation.ThrowIfCancellationRequested();
                kept = failed.Count == 0 ? [] : Keep(node, failed);
                return failed.Count == 0;
            },
            unit.Audits.Length > 0);
        Release(kept);
        if (isPublished && unit.Audits.Length > 0)
        {
            KeptNode.Remove(session, node, cancellation);
        }

        return !isPublished ? NotPublished(unit, node, timer, failed)
            : batched is not null ? batched
            : main is null ? timer.Result(NodeStatus.NoOp, "UNCHANGED")
            : timer.Result(NodeStatus.Success, main.Response.Message) with { Rows = main.Response.RowsAffected, Code = main.Response.Code, QueryId = main.Response.QueryId };
    }

    private (StatementResult? Main, NodeResult? Batched) Materialize(CodeNode node, NodeTimer timer, BatchPlan? plan) => plan is null
        ? (new Materializer(run, _warehouse, thread, cancellation).Run(node, timer, run.Options.Empty ? null : Reuse()), null)
        : (null, new BatchedBuild(run, session, thread, cancellation).RunWhole(node, plan, timer));

    /// <summary>In a transaction of its own, or within that of the whole run.</summary>
    private bool Publish(Func<bool> work, bool isAudited) => session.InTransaction ? work() : session.Publish(work, isAudited, cancellation);

    private List<Action> Keep(CodeNode node, List<TestNode> failed)
    {
        List<Action> kept = [FailureRows.Save(session, run.Files, failed, run.Settings.StoreFailures).Publish];
        if (run.Options.KeepFailed && KeptNode.Save(session, run.Files, node) is { } save)
        {
            kept.Add(save);
        }

        return kept;
    }

    /// <summary>Publishes what was kept, at the latest when the transaction of the whole run is over.</summary>
    private void Release(List<Action> kept)
    {
        if (session.InTransaction)
        {
            run.Kept.AddRange(kept);
        }
        else
        {
            kept.ForEach(publish => publish());
        }
    }

    /// <summary>A test that stands alone, with others of the same relation beside it.</summary>
    private NodeResult TestTogether(RunUnit unit, TestNode test, NodeTimer timer)
    {
        _failedBeside = false;
        var proven = Prove(unit.Audits.Prepend(test));
        foreach (var other in unit.Audits)
        {
            _failedBeside |= !Audit(other, proven, Test);
        }

        return proven.GetValueOrDefault(test.UniqueId) ?? Test(test, timer);
    }

    /// <summary>Runs a test of the staged node; true when the node may be published as far as it is concerned.</summary>
    private bool Audit(TestNode test, IReadOnlyDictionary<string, NodeResult> proven, Func<TestNode, NodeTimer, NodeResult> look)
    {
        if (!run.Events.HasFinished(test.UniqueId))
        {
            run.Events.Start(test.UniqueId, test.ResourceType.Word(), NodeDescription.Of(test));
        }

        var timer = new NodeTimer(test, run.Events, thread);
        _queries.AddRange(session.TakeReports());
        NodeResult result;
        try
        {
            result = proven.GetValueOrDefault(test.UniqueId) ?? look(test, timer);
        }
        catch (DiagnosticException error)
        {
            result = Failed(test, timer, error.Diagnostics);
            session.Recover();
        }
        catch (OperationCanceledException)
        {
            run.Events.Finish(timer.Result(NodeStatus.Skipped, "interrupted"));
            throw;
        }

        run.Events.Finish(result with { Queries = [.. session.TakeReports()] });
        return !result.Status.IsFailure();
    }

    /// <summary>A test that stands alone; kept failures are published whatever it finds.</summary>
    private NodeResult Test(TestNode test, NodeTimer timer)
    {
        NodeResult? result = null;
        Publish(
            () =>
            {
                result = Look(test, timer);
                return true;
            },
            isAudited: false);
        return result ?? throw new InvalidOperationException($"The test {test.Name} did not run.");
    }

    private NodeResult Look(TestNode test, NodeTimer timer) =>
        FailingRows.Show(
            TestOutcome.Of(test, new Materializer(run, _warehouse, thread, cancellation).Run(test, timer, ReuseOf(test)), timer, run), session, cancellation);

    /// <summary>Whoever asks for tests gets them run; a build need not repeat one that has passed on the same rows.</summary>
    private NodeReuse? ReuseOf(TestNode test) =>
        run.Options.Empty || run.Options.Command != RunCommand.Build || FailureRows.AreKept(test, run.Settings.StoreFailures) ? null : Reuse();

    private NodeReuse Reuse() => new(run.Fingerprint, run.Ledger, session, run.Options.FullRefresh);

    private IReadOnlyDictionary<string, NodeResult> Prove(IEnumerable<TestNode> tests) =>
        new FusedTests(run, session, thread, cancellation) { ReuseOf = ReuseOf }.Prove(tests);

    private NodeResult NotPublished(RunUnit unit, CodeNode node, NodeTimer timer, List<TestNode> failed)
    {
        var names = string.Join(", ", failed.Select(t => t.Name));
        var message = string.Create(CultureInfo.InvariantCulture, $"not published: {failed.Count} of {unit.Audits.Length} tests failed");
        return timer.Result(NodeStatus.Error, message) with
        {
            IsKeptBack = true,
            Diagnostics =
            [
                RunnerRules.NotPublished.At(
                    unit.Node.Location, $"{NodeDescription.Of(unit.Node)} was built but not published: {names} failed",
                    run.Options.KeepFailed && KeptNode.NameOf(node) is { } kept
                        ? $"what was built is in {kept.Schema}.{kept.Identifier} until the node passes again: lake query \"from {kept.Schema}.{kept.Identifier}\""
                        : "mend the data or the model; whoever reads the table still sees it as it was before. --keep-failed keeps what was built to look at"),
            ],
        };
    }

    /// <summary>Tests that never ran, because the node could not be built.</summary>
    private void SkipAudits(RunUnit unit)
    {
        foreach (var test in unit.Audits.Where(t => !run.Events.HasFinished(t.UniqueId)))
        {
            run.Events.Finish(NodeTimer.Skipped(test, $"{unit.Node.Name} was not built"));
        }
    }

    private static NodeResult Failed(Node node, NodeTimer timer, ImmutableArray<Diagnostic> diagnostics) =>
        timer.Result(NodeStatus.Error, FailureText.Of(node, diagnostics[0])) with { Diagnostics = diagnostics };
}
