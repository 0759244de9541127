using System.Collections.Immutable;
using Lake.Iceberg.Partitioning;

namespace Lake.Iceberg.Manifests;

/// <summary>A data file or delete file as a manifest lists it. Two are the same file when their paths are equal.</summary>
public sealed record DataFile
{
    public const string Parquet = "PARQUET";
    public const string Puffin = "PUFFIN";

    public FileContent Content { get; init; }

    /// <summary>Absolute URI with scheme, not percent-encoded.</summary>
    public required string Path { get; init; }

    /// <summary>Upper case.</summary>
    public string Format { get; init; } = Parquet;

    /// <summary>Which of the table's partition specs <see cref="Partition"/> follows.</summary>
    public int SpecId { get; init; }

    public PartitionTuple Partition { get; init; } = PartitionTuple.Empty;

    public required long RecordCount { get; init; }

    /// <summary>Exact: readers find the footer by it.</summary>
    public required long FileSizeInBytes { get; init; }

    public ColumnMetrics Metrics { get; init; } = ColumnMetrics.None;

    /// <summary>Where row groups start, ascending; empty when unknown.</summary>
    public ImmutableArray<long> SplitOffsets { get; init; } = [];

    /// <summary>The columns that equality deletes compare.</summary>
    public ImmutableArray<int> EqualityIds { get; init; } = [];

    public int? SortOrderId { get; init; }

    /// <summary>The one data file that position deletes belong to, if they all belong to one.</summary>
    public string? ReferencedDataFile { get; init; }

    /// <summary>Where in the file a deletion vector begins.</summary>
    public long? ContentOffset { get; init; }

    public long? ContentSizeInBytes { get; init; }

    /// <summary>The row id of its first row (format 3); those of the others follow.</summary>
    public long? FirstRowId { get; init; }

    public byte[]? KeyMetadata { get; init; }

    /// <summary>True for deletion vectors of format 3, which are read elsewhere than in Parquet.</summary>
    public bool IsDeletionVector => Content == FileContent.PositionDeletes && Format.Equals(Puffin, StringComparison.OrdinalIgnoreCase);

    public bool Equals(DataFile? other) => other is not null && Path == other.Path && ContentOffset == other.ContentOffset;

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Path);

    public override string ToString() => Path;
}
