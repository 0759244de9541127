using System.Collections.Immutable;

namespace Lake.Iceberg.Manifests;

/// <summary>A row of a manifest list.</summary>
public sealed record ManifestFile
{
    public required string Path { get; init; }

    public long Length { get; init; }

    public int SpecId { get; init; }

    public bool IsDeletes { get; init; }

    /// <summary>Of the snapshot that added the manifest.</summary>
    public long SequenceNumber { get; init; }

    /// <summary>The least data sequence number of its live files.</summary>
    public long MinSequenceNumber { get; init; }

    public long AddedSnapshotId { get; init; }

    /// <summary>Counts are null when the writer did not say.</summary>
    public int? AddedFiles { get; init; }

    public int? ExistingFiles { get; init; }

    public int? DeletedFiles { get; init; }

    public long? AddedRows { get; init; }

    public long? ExistingRows { get; init; }

    public long? DeletedRows { get; init; }

    /// <summary>One a partition field; empty when unknown or unpartitioned.</summary>
    public ImmutableArray<FieldSummary> Partitions { get; init; } = [];

    public byte[]? KeyMetadata { get; init; }

    public long? FirstRowId { get; init; }

    /// <summary>False only when it is known to have none.</summary>
    public bool MayHaveLiveFiles => AddedFiles is not 0 || ExistingFiles is not 0;
}

/// <summary>What the partition values of a manifest have in common. Bounds are in the single-value encoding.</summary>
public sealed record FieldSummary(bool ContainsNull, bool? ContainsNan, byte[]? LowerBound, byte[]? UpperBound);
