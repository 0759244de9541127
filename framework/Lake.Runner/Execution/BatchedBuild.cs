using System.Collections.Immutable;
using System.Globalization;
using Lake.Engines;
using Lake.Project.Contexts;
using Lake.Project.Nodes;
using Lake.Runner.Events;
using Lake.Runner.Batches;
using Lake.Runner.Results;
using Lake.Text;

namespace Lake.Runner.Execution;

/// <summary>
/// Builds a microbatch model batch by batch, one after another, as each has all of the engine. When the first fails the
/// others are not tried.
/// </summary>
internal sealed class BatchedBuild(RunScope run, IWarehouse warehouse, IEngineSession session, int thread, CancellationToken cancellation)
{
    private readonly ImmutableArray<EventWindow>.Builder _successful = ImmutableArray.CreateBuilder<EventWindow>();
    private readonly ImmutableArray<EventWindow>.Builder _failed = ImmutableArray.CreateBuilder<EventWindow>();
    private readonly ImmutableArray<Diagnostic>.Builder _diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
    private long _rows;

    /// <summary>What is to be built; null for a model that is built at once.</summary>
    public BatchPlan? Plan(CodeNode node)
    {
        var isKept = !(node.Config.FullRefresh ?? run.Options.FullRefresh)
            && node.Relation is { } relation && session.FindRelation(relation)?.Kind == RelationKind.Table;
        return BatchPlan.Of(node, run.Options, isKept, run.Events.Now);
    }

    /// <summary>Each batch is published as soon as it is built.</summary>
    public NodeResult Run(CodeNode node, BatchPlan plan, NodeTimer timer)
    {
        Build(node, plan, timer, isWhole: false);
        var earlier = run.Options.EarlierBatches.TryGetValue(node.UniqueId, out var results) ? results.Successful : [];
        return Result(timer, earlier);
    }

    /// <summary>All batches in the transaction that is open; the first that fails fails it.</summary>
    public NodeResult RunWhole(CodeNode node, BatchPlan plan, NodeTimer timer)
    {
        Build(node, plan, timer, isWhole: true);
        return Result(timer, []);
    }

    private void Build(CodeNode node, BatchPlan plan, NodeTimer timer, bool isWhole)
    {
        for (var i = 0; i < plan.Windows.Length; i++)
        {
            if (i == 1 && _successful.Count == 0)
            {
                _failed.AddRange(plan.Windows.Skip(1));
                return;
            }

            run.Events.Log($"batch {plan.Name(i)} of {NodeDescription.Of(node)}", MessageKind.Info, node.UniqueId);
            Build(node, plan, i, timer, isWhole);
        }
    }

    private void Build(CodeNode node, BatchPlan plan, int index, NodeTimer timer, bool isWhole)
    {
        var batch = plan.Batch(index, plan.IsIncremental || _successful.Count > 0);
        var materializer = new Materializer(run, warehouse, thread, cancellation) { Batch = batch, Suffix = plan.Name(index) };
        StatementResult? main = null;
        bool Work()
        {
            main = materializer.Run(node, timer);
            cancellation.ThrowIfCancellationRequested();
            return true;
        }

        try
        {
            _ = isWhole ? Work() : session.Publish(Work, isAudited: false, cancellation);
            _successful.Add(batch.Window);
            _rows += main?.Response.RowsAffected ?? 0;
        }
        catch (DiagnosticException error) when (!isWhole)
        {
            _failed.Add(batch.Window);
            _diagnostics.AddRange(error.Diagnostics);
        }
    }

    private NodeResult Result(NodeTimer timer, ImmutableArray<EventWindow> earlier)
    {
        var (good, bad) = (_successful.Count, _failed.Count);
        var (status, message) = (good, bad) switch
        {
            (_, 0) => (NodeStatus.Success, "SUCCESS"),
            (0, _) => (NodeStatus.Error, "ERROR"),
            _ => (NodeStatus.PartialSuccess, string.Create(CultureInfo.InvariantCulture, $"PARTIAL SUCCESS ({good}/{good + bad})")),
        };
        return timer.Result(status, message) with
        {
            Rows = _rows,
            Failures = 0,
            Diagnostics = _diagnostics.ToImmutable(),
            Batches = new BatchResults([.. _successful, .. earlier], _failed.ToImmutable()),
        };
    }
}
