namespace Lake.Trino.Queries;

/// <summary>What the server says of a statement's work so far.</summary>
public sealed record TrinoStatistics
{
    /// <summary><c>QUEUED</c>, <c>PLANNING</c>, <c>RUNNING</c>, <c>FINISHED</c>, <c>FAILED</c>…</summary>
    public string State { get; init; } = "";

    public double? ProgressPercentage { get; init; }

    public int Nodes { get; init; }

    public int TotalSplits { get; init; }

    public int CompletedSplits { get; init; }

    public long QueuedTimeMillis { get; init; }

    public long ElapsedTimeMillis { get; init; }

    public long CpuTimeMillis { get; init; }

    public long ProcessedRows { get; init; }

    public long ProcessedBytes { get; init; }

    public long PhysicalInputBytes { get; init; }

    public long PhysicalWrittenBytes { get; init; }

    public long PeakMemoryBytes { get; init; }

    public long SpilledBytes { get; init; }
}
