namespace Lake.Iceberg.Metadata;

/// <summary>When a snapshot became the current one of <c>main</c>.</summary>
public sealed record SnapshotLogEntry(long TimestampMs, long SnapshotId);

/// <summary>An earlier metadata file and when it was written.</summary>
public sealed record MetadataLogEntry(long TimestampMs, string MetadataFile);
