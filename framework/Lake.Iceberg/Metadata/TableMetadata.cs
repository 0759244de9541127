using System.Collections.Immutable;
using Lake.Iceberg.Partitioning;
using Lake.Iceberg.Schemas;

namespace Lake.Iceberg.Metadata;

/// <summary>A table's metadata file. Never changes; updates make another.</summary>
public sealed record TableMetadata
{
    public const int NewestReadable = 3;
    public const int DefaultVersion = 2;

    public int FormatVersion { get; init; } = DefaultVersion;

    public required string TableUuid { get; init; }

    /// <summary>Without a slash at the end.</summary>
    public required string Location { get; init; }

    /// <summary>Where data files go, without a slash at the end.</summary>
    public string DataLocation => (Properties.TryGetValue("write.data.path", out var path) ? path : Location + "/data").TrimEnd('/');

    public long LastSequenceNumber { get; init; }

    public long LastUpdatedMs { get; init; }

    public int LastColumnId { get; init; }

    public ImmutableArray<Schema> Schemas { get; init; } = [];

    public int CurrentSchemaId { get; init; }

    public ImmutableArray<PartitionSpec> PartitionSpecs { get; init; } = [PartitionSpec.Unpartitioned];

    public int DefaultSpecId { get; init; }

    public int LastPartitionId { get; init; } = PartitionSpec.LastIdOfUnpartitioned;

    public ImmutableArray<SortOrder> SortOrders { get; init; } = [SortOrder.Unsorted];

    public int DefaultSortOrderId { get; init; }

    public ImmutableSortedDictionary<string, string> Properties { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    public long? CurrentSnapshotId { get; init; }

    public ImmutableArray<Snapshot> Snapshots { get; init; } = [];

    public ImmutableSortedDictionary<string, SnapshotRef> Refs { get; init; } = ImmutableSortedDictionary<string, SnapshotRef>.Empty;

    public ImmutableArray<SnapshotLogEntry> SnapshotLog { get; init; } = [];

    public ImmutableArray<MetadataLogEntry> MetadataLog { get; init; } = [];

    public ImmutableArray<RawStatistics> Statistics { get; init; } = [];

    public ImmutableArray<RawStatistics> PartitionStatistics { get; init; } = [];

    /// <summary>Format 3 only.</summary>
    public long? NextRowId { get; init; }

    /// <summary>The JSON of <c>encryption-keys</c>; a table that has some is neither read nor written here.</summary>
    public string? EncryptionKeys { get; init; }

    public Schema Schema => SchemaById(CurrentSchemaId);

    public PartitionSpec Spec => SpecById(DefaultSpecId);

    public Snapshot? CurrentSnapshot => CurrentSnapshotId is { } id ? SnapshotById(id) : null;

    public Schema SchemaById(int id) => Schemas.FirstOrDefault(s => s.SchemaId == id)
        ?? throw IcebergRules.CorruptMetadata.Error(null, $"The table at '{Location}' has no schema {id}.");

    public PartitionSpec SpecById(int id) => PartitionSpecs.FirstOrDefault(s => s.SpecId == id)
        ?? throw IcebergRules.CorruptMetadata.Error(null, $"The table at '{Location}' has no partition spec {id}.");

    /// <summary>The order in which files are to be written.</summary>
    public SortOrder SortOrder => SortOrders.FirstOrDefault(s => s.OrderId == DefaultSortOrderId) ?? SortOrder.Unsorted;

    public Snapshot? SnapshotById(long id) => Snapshots.FirstOrDefault(s => s.SnapshotId == id);

    /// <summary>The column, looked for in the current schema first and then in older ones.</summary>
    public NestedField? FieldById(int id) =>
        Schema.Find(id) ?? Schemas.Reverse().Select(s => s.Find(id)).FirstOrDefault(f => f is not null);

    /// <summary>The head of a branch, or where a tag points; null when there is no such ref.</summary>
    public Snapshot? SnapshotByRef(string name) => Refs.TryGetValue(name, out var reference) ? SnapshotById(reference.SnapshotId) : null;

    /// <summary>What a write to a branch is put upon: its head, or that of <c>main</c> when there is no such branch yet.</summary>
    public Snapshot? HeadOf(string branch) => Refs.TryGetValue(branch, out var reference) ? SnapshotById(reference.SnapshotId) : CurrentSnapshot;

    /// <summary>A snapshot and those it was made from, newest first, as far as they are known.</summary>
    public IEnumerable<Snapshot> Ancestors(long? snapshotId)
    {
        // A chain that bites its tail ends too.
        var left = Snapshots.Length;
        for (var snapshot = SnapshotById(snapshotId ?? -1); snapshot is not null && left-- > 0; snapshot = SnapshotById(snapshot.ParentSnapshotId ?? -1))
        {
            yield return snapshot;
        }
    }

    /// <summary>What <c>main</c> was at a time; null before the first snapshot.</summary>
    public Snapshot? SnapshotAsOf(DateTimeOffset time) =>
        SnapshotLog.LastOrDefault(e => e.TimestampMs <= time.ToUnixTimeMilliseconds()) is { } entry ? SnapshotById(entry.SnapshotId) : null;
}
