namespace Lake.Engines;

/// <summary>What is to be done to keep a table tidy; what is null is left.</summary>
public sealed record MaintenanceRequest
{
    public OptimizeRequest? Optimize { get; init; }

    /// <summary>Snapshots older than this are forgotten, and the files deleted that only they need.</summary>
    public TimeSpan? ExpireAge { get; init; }

    /// <summary>How many snapshots of each branch stay whatever their age; null for what the table's properties say.</summary>
    public int? KeptSnapshots { get; init; }

    /// <summary>Files in the table's folder that nothing leads to are deleted at this age: a day at least.</summary>
    public TimeSpan? OrphanAge { get; init; }
}
