namespace Lake.Iceberg.Manifests;

public enum EntryStatus
{
    Existing = 0,
    Added = 1,
    Deleted = 2,
}

/// <summary>A row of a manifest. Null ids and numbers are inherited from the manifest list.</summary>
/// <param name="SequenceNumber">Of the data.</param>
/// <param name="FileSequenceNumber">Of the commit that added the file.</param>
public sealed record ManifestEntry(
    EntryStatus Status, long? SnapshotId, long? SequenceNumber, long? FileSequenceNumber, DataFile File)
{
    public bool IsLive => Status != EntryStatus.Deleted;
}
