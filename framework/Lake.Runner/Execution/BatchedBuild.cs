using System.Collections.Immutable;
using System.Globalization;
using Lake.Engines;
using Lake.Project.Contexts;
using Lake.Project.Nodes;
using Lake.Runner.Batches;
using Lake.Runner.Events;
using Lake.Runner.Results;
using Lake.Runner.Warehouse;
using Lake.Text;

namespace Lake.Runner.Execution;

/// <summary>
/// Builds a microbatch model batch by batch, one after another, as each has all of the engine; where the model asks for it
/// those between the first and the last at the same time. When the first fails the others are not tried.
/// </summary>
internal sealed class BatchedBuild(RunScope run, IEngineSession session, int thread, CancellationToken cancellation)
{
    private readonly Lock _lock = new();
    private readonly List<EventWindow> _successful = [];
    private readonly List<EventWindow> _failed = [];
    private readonly List<Diagnostic> _diagnostics = [];
    private long _rows;

    /// <summary>Does batches at the same time; null where all of them share a transaction.</summary>
    public Action<IReadOnlyList<NodePart>>? Share { get; init; }

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

    /// <summary>The first batch makes the table and runs the hooks before the model, the last one those behind it.</summary>
    private void Build(CodeNode node, BatchPlan plan, NodeTimer timer, bool isWhole)
    {
        var last = plan.Windows.Length - 1;
        BuildHere(0);
        if (_successful.Count == 0)
        {
            _failed.AddRange(plan.Windows.Skip(1));
            return;
        }

        var between = Enumerable.Range(1, Math.Max(0, last - 1)).ToList();
        if (Share is { } share && node.Config.Find("concurrent_batches") is true)
        {
            share(between.ConvertAll<NodePart>(i => (other, number) => Build(node, plan, i, new NodeTimer(node, run.Events, number), isWhole, other, number)));
        }
        else
        {
            between.ForEach(BuildHere);
        }

        if (last > 0)
        {
            BuildHere(last);
        }

        void BuildHere(int index) => Build(node, plan, index, timer, isWhole, session, thread);
    }

    private void Build(CodeNode node, BatchPlan plan, int index, NodeTimer timer, bool isWhole, IEngineSession own, int number)
    {
        run.Events.Log($"batch {plan.Name(index)} of {NodeDescription.Of(node)}", MessageKind.Info, node.UniqueId);
        var batch = plan.Batch(index, plan.IsIncremental || index > 0);
        var materializer = new Materializer(run, new SessionWarehouse(own, cancellation), number, cancellation) { Batch = batch, Suffix = plan.Name(index) };
        StatementResult? main = null;
        bool Work()
        {
            main = materializer.Run(node, timer);
            cancellation.ThrowIfCancellationRequested();
            return true;
        }

        try
        {
            _ = isWhole ? Work() : own.Publish(Work, isAudited: false, cancellation);
            lock (_lock)
            {
                _successful.Add(batch.Window);
                _rows += main?.Response.RowsAffected ?? 0;
            }
        }
        catch (DiagnosticException error) when (!isWhole)
        {
            lock (_lock)
            {
                _failed.Add(batch.Window);
                _diagnostics.AddRange(error.Diagnostics);
            }
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
            Diagnostics = [.. _diagnostics],
            Batches = new BatchResults([.. _successful.OrderBy(w => w.Start), .. earlier], [.. _failed.OrderBy(w => w.Start)]),
        };
    }
}
