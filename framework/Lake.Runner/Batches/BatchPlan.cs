using System.Collections.Immutable;
using Lake.Project.Contexts;
using Lake.Project.Nodes;
using Lake.Runner.Requests;

namespace Lake.Runner.Batches;

/// <summary>Which batches of a microbatch model a run builds.</summary>
/// <param name="IsIncremental">Whether the model's table is there and stays.</param>
internal sealed record BatchPlan(BatchSize Size, ImmutableArray<EventWindow> Windows, bool IsIncremental)
{
    /// <summary>Null for a model that is not built in batches.</summary>
    public static BatchPlan? Of(CodeNode node, RunOptions options, bool isIncremental, DateTimeOffset now)
    {
        var config = node.Config;
        if (node is not ModelNode || config.Materialized != "incremental" || config.Text("incremental_strategy") != "microbatch"
            || BatchSizes.Find(config.Text("batch_size")) is not { } size)
        {
            return null;
        }

        if (options.EarlierBatches.TryGetValue(node.UniqueId, out var earlier) && !earlier.Failed.IsEmpty)
        {
            return new BatchPlan(size, earlier.Failed, isIncremental);
        }

        var wanted = options.Sample ?? options.EventTime;
        var end = size.Ceiling(wanted?.End ?? options.OriginallyStarted ?? now);
        var start = wanted is { } given ? size.Truncate(given.Start)
            : isIncremental ? LookBack(size, end, config.Find("lookback") is long count ? (int)count : 1)
            : size.Truncate(Begin(config.Text("begin")));
        return new BatchPlan(size, Split(size, start, end), isIncremental);
    }

    public Batch Batch(int index, bool isIncremental) => new(
        Name(index).Replace("-", "", StringComparison.Ordinal), Windows[index], isIncremental, index == 0, index == Windows.Length - 1);

    public string Name(int index) => Size.Name(Windows[index].Start);

    private static DateTimeOffset Begin(string? text) => EventWindow.ReadTime(text) ?? throw new InvalidOperationException($"'{text}' was not checked to be a time.");

    /// <summary>The end is that of the last batch, so one more is counted back.</summary>
    private static DateTimeOffset LookBack(BatchSize size, DateTimeOffset end, int lookback) => size.Offset(end, -lookback - 1);

    /// <summary>There is always one, and the last ends with the end.</summary>
    private static ImmutableArray<EventWindow> Split(BatchSize size, DateTimeOffset start, DateTimeOffset end)
    {
        var windows = ImmutableArray.CreateBuilder<EventWindow>();
        var from = start;
        for (var to = size.Offset(from, 1); to < end; to = size.Offset(from, 1))
        {
            windows.Add(new EventWindow(from, to));
            from = to;
        }

        windows.Add(new EventWindow(from, end));
        return windows.ToImmutable();
    }
}
