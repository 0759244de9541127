using System.Collections.Immutable;

namespace Lake.Iceberg.Metadata;

/// <summary>The state of a table at one time.</summary>
public sealed record Snapshot
{
    public required long SnapshotId { get; init; }

    public long? ParentSnapshotId { get; init; }

    /// <summary>0 in format 1.</summary>
    public long SequenceNumber { get; init; }

    public required long TimestampMs { get; init; }

    /// <summary>Empty for snapshots of format 1 that list their <see cref="Manifests"/> themselves.</summary>
    public string ManifestList { get; init; } = "";

    public ImmutableArray<string> Manifests { get; init; } = [];

    /// <summary><c>append</c>, <c>replace</c>, <c>overwrite</c>, <c>delete</c>, or a word of a newer writer.</summary>
    public string Operation { get; init; } = SnapshotOperation.Overwrite;

    /// <summary>Without the operation.</summary>
    public ImmutableSortedDictionary<string, string> Summary { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The schema that was current when it was made.</summary>
    public int? SchemaId { get; init; }

    public long? FirstRowId { get; init; }

    public long? AddedRows { get; init; }

    public DateTimeOffset Timestamp => DateTimeOffset.FromUnixTimeMilliseconds(TimestampMs);
}
