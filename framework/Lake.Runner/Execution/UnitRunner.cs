using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Lake.Engines;
using Lake.Project.Contexts;
using Lake.Project.Nodes;
using Lake.Runner.Batches;
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

    /// <summary>Whether what waits for the unit may start. Every node of the unit has a result afterwards.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "A fault at one node must not end the run.")]
    public bool Run(RunUnit unit)
    {
        var node = unit.Node;
        run.Events.Start(node.UniqueId, node.ResourceType.Word(), NodeDescription.Of(node));
        var timer = new NodeTimer(node, run.Events, thread);
        NodeResult result;
        try
        {
            result = node is TestNode test ? Test(test, timer) : Build(unit, timer);
        }
        catch (OperationCanceledException)
        {
            result = timer.Result(NodeStatus.Skipped, "interrupted; nothing of it was published");
        }
        catch (DiagnosticException error)
        {
            result = Failed(node, timer, error.Diagnostics);
        }
        catch (Exception error)
        {
            result = Failed(node, timer, [RunnerRules.InternalError.At(node.Location, $"{error.GetType().Name}: {error.Message}", error.StackTrace)]);
        }

        run.Events.Finish(result);
        SkipAudits(unit);
        return result.Status is NodeStatus.Success or NodeStatus.NoOp or NodeStatus.Pass or NodeStatus.Warn;
    }

    private NodeResult Build(RunUnit unit, NodeTimer timer)
    {
        var batches = new BatchedBuild(run, _warehouse, session, thread, cancellation);
        var plan = run.Options.Command is RunCommand.Clone ? null : batches.Plan(unit.Node);
        return plan is not null && unit.Audits.IsEmpty ? batches.Run(unit.Node, plan, timer) : Build(unit, timer, plan);
    }

    private NodeResult Build(RunUnit unit, NodeTimer timer, BatchPlan? plan)
    {
        StatementResult? main = null;
        NodeResult? batched = null;
        List<TestNode> failed = [];
        FailureRows? kept = null;
        var isAgain = false;
        var isPublished = session.Publish(
            () =>
            {
                if (isAgain)
                {
                    run.Events.Log($"{NodeDescription.Of(unit.Node)}: another writer has changed its table meanwhile, so it is built again", isPrint: false);
                }

                isAgain = true;
                (main, batched) = Materialize(unit.Node, timer, plan);
                failed = unit.Audits.Where(test => !Audit(test)).ToList();
                cancellation.ThrowIfCancellationRequested();
                kept = failed.Count == 0 ? null : FailureRows.Save(session, run.Files, failed, run.Settings.StoreFailures);
                return failed.Count == 0;
            },
            unit.Audits.Length > 0,
            cancellation);
        kept?.Publish();
        return !isPublished ? NotPublished(unit, timer, failed)
            : batched is not null ? batched
            : main is null ? timer.Result(NodeStatus.NoOp, "UNCHANGED")
            : timer.Result(NodeStatus.Success, main.Response.Message) with { Rows = main.Response.RowsAffected, Code = main.Response.Code };
    }

    private (StatementResult? Main, NodeResult? Batched) Materialize(CodeNode node, NodeTimer timer, BatchPlan? plan) => plan is null
        ? (new Materializer(run, _warehouse, thread, cancellation).Run(node, timer, run.Options.Empty ? null : Reuse()), null)
        : (null, new BatchedBuild(run, _warehouse, session, thread, cancellation).RunWhole(node, plan, timer));

    /// <summary>Runs a test of the staged node; true when the node may be published as far as it is concerned.</summary>
    private bool Audit(TestNode test)
    {
        if (!run.Events.HasFinished(test.UniqueId))
        {
            run.Events.Start(test.UniqueId, test.ResourceType.Word(), NodeDescription.Of(test));
        }

        var timer = new NodeTimer(test, run.Events, thread);
        NodeResult result;
        try
        {
            result = Look(test, timer);
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

        run.Events.Finish(result);
        return !result.Status.IsFailure();
    }

    /// <summary>A test that stands alone; kept failures are published whatever it finds.</summary>
    private NodeResult Test(TestNode test, NodeTimer timer)
    {
        NodeResult? result = null;
        session.Publish(
            () =>
            {
                result = Look(test, timer);
                return true;
            },
            isAudited: false,
            cancellation);
        return result ?? throw new InvalidOperationException($"The test {test.Name} did not run.");
    }

    private NodeResult Look(TestNode test, NodeTimer timer) =>
        FailingRows.Show(TestOutcome.Of(test, new Materializer(run, _warehouse, thread, cancellation).Run(test, timer, IsToRun(test) ? null : Reuse()), timer), session, cancellation);

    /// <summary>Whoever asks for tests gets them run; a build need not repeat one that has passed on the same rows.</summary>
    private bool IsToRun(TestNode test) => run.Options.Empty || run.Options.Command != RunCommand.Build || Stores(test);

    private bool Stores(TestNode test) => (test.Config.Find("store_failures") as bool? ?? run.Settings.StoreFailures) is true;

    private NodeReuse Reuse() => new(run.Fingerprint, run.Ledger, session, run.Options.FullRefresh);

    private static NodeResult NotPublished(RunUnit unit, NodeTimer timer, List<TestNode> failed)
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
                    "mend the data or the model; whoever reads the table still sees it as it was before"),
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

    private static NodeResult Failed(CodeNode node, NodeTimer timer, ImmutableArray<Diagnostic> diagnostics) =>
        timer.Result(NodeStatus.Error, FailureText.Of(node, diagnostics[0])) with { Diagnostics = diagnostics };
}
