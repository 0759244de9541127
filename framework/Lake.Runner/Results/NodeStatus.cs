namespace Lake.Runner.Results;

public enum NodeStatus
{
    /// <summary>A model, seed or snapshot was built and published.</summary>
    Success,

    /// <summary>Some batches of a microbatch model were built and published, others failed.</summary>
    PartialSuccess,

    /// <summary>A test without failing rows.</summary>
    Pass,

    /// <summary>A test with failing rows below its error threshold.</summary>
    Warn,

    /// <summary>A test with failing rows.</summary>
    Fail,

    /// <summary>Something could not be run.</summary>
    Error,

    /// <summary>Not run, because of something upstream or because the run ended early.</summary>
    Skipped,

    /// <summary>Nothing to do: neither the node nor anything that it reads has changed since it was built.</summary>
    NoOp,

    /// <summary>An exposure or saved query: nothing is ever run for it.</summary>
    NothingToRun,
}

public static class NodeStatusText
{
    /// <summary>dbt's word.</summary>
    public static string Name(this NodeStatus status) => status switch
    {
        NodeStatus.Success => "success",
        NodeStatus.PartialSuccess => "partial success",
        NodeStatus.Pass => "pass",
        NodeStatus.Warn => "warn",
        NodeStatus.Fail => "fail",
        NodeStatus.Error => "error",
        NodeStatus.Skipped => "skipped",
        NodeStatus.NoOp or NodeStatus.NothingToRun => "no-op",
    };

    /// <summary>The same for <c>run_results.json</c>, whose readers take an unchanged table for one that is as it should be.</summary>
    public static string ArtifactName(this NodeStatus status) => status == NodeStatus.NoOp ? "success" : status.Name();

    /// <summary>True for what makes a run fail.</summary>
    public static bool IsFailure(this NodeStatus status) => status is NodeStatus.Fail or NodeStatus.Error or NodeStatus.PartialSuccess;
}
