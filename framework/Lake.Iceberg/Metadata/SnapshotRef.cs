namespace Lake.Iceberg.Metadata;

/// <summary>A branch or tag.</summary>
public sealed record SnapshotRef(long SnapshotId, bool IsBranch)
{
    public const string Main = "main";

    public int? MinSnapshotsToKeep { get; init; }

    public long? MaxSnapshotAgeMs { get; init; }

    public long? MaxRefAgeMs { get; init; }
}
