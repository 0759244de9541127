namespace Lake.Engines;

/// <summary>What an engine that runs elsewhere says of its work on a statement.</summary>
/// <param name="Id">Under which the engine shows it.</param>
public sealed record QueryReport(string Id)
{
    /// <summary>What the statement did, in the engine's words: <c>CREATE TABLE</c>; null for queries.</summary>
    public string? Verb { get; init; }

    public TimeSpan Queued { get; init; }

    /// <summary>From its beginning to its end, on the engine's clock.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>Of all machines together.</summary>
    public TimeSpan Cpu { get; init; }

    public long Splits { get; init; }

    public long ProcessedRows { get; init; }

    public long ProcessedBytes { get; init; }

    public long PhysicalInputBytes { get; init; }

    public long WrittenBytes { get; init; }

    public long PeakMemoryBytes { get; init; }

    /// <summary>Several as one: sums, and the greatest need of memory.</summary>
    public static QueryReport operator +(QueryReport left, QueryReport right) => left with
    {
        Queued = left.Queued + right.Queued,
        Elapsed = left.Elapsed + right.Elapsed,
        Cpu = left.Cpu + right.Cpu,
        Splits = left.Splits + right.Splits,
        ProcessedRows = left.ProcessedRows + right.ProcessedRows,
        ProcessedBytes = left.ProcessedBytes + right.ProcessedBytes,
        PhysicalInputBytes = left.PhysicalInputBytes + right.PhysicalInputBytes,
        WrittenBytes = left.WrittenBytes + right.WrittenBytes,
        PeakMemoryBytes = Math.Max(left.PeakMemoryBytes, right.PeakMemoryBytes),
    };
}
