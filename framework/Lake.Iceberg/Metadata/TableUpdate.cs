using System.Collections.Immutable;
using Lake.Iceberg.Partitioning;
using Lake.Iceberg.Schemas;

namespace Lake.Iceberg.Metadata;

/// <summary>One change of a table's metadata, as the REST protocol names them.</summary>
public abstract record TableUpdate
{
    /// <summary>As an id: the schema, spec or sort order that the same change added last.</summary>
    public const int LastAdded = -1;
}

public sealed record AssignUuid(string Uuid) : TableUpdate;

public sealed record UpgradeFormatVersion(int FormatVersion) : TableUpdate;

public sealed record SetLocation(string Location) : TableUpdate;

public sealed record AddSchema(Schema Schema, int LastColumnId) : TableUpdate;

public sealed record SetCurrentSchema(int SchemaId) : TableUpdate;

public sealed record AddPartitionSpec(PartitionSpec Spec) : TableUpdate;

public sealed record SetDefaultSpec(int SpecId) : TableUpdate;

public sealed record AddSortOrder(SortOrder SortOrder) : TableUpdate;

public sealed record SetDefaultSortOrder(int SortOrderId) : TableUpdate;

public sealed record AddSnapshot(Snapshot Snapshot) : TableUpdate;

public sealed record SetSnapshotRef(string Name, SnapshotRef Ref) : TableUpdate;

public sealed record RemoveSnapshotRef(string Name) : TableUpdate;

public sealed record RemoveSnapshots(ImmutableArray<long> SnapshotIds) : TableUpdate;

public sealed record SetProperties(ImmutableSortedDictionary<string, string> Updates) : TableUpdate;

public sealed record RemoveProperties(ImmutableArray<string> Removals) : TableUpdate;

public sealed record SetStatistics(RawStatistics Statistics) : TableUpdate;

public sealed record RemoveStatistics(long SnapshotId) : TableUpdate;

public sealed record SetPartitionStatistics(RawStatistics Statistics) : TableUpdate;

public sealed record RemovePartitionStatistics(long SnapshotId) : TableUpdate;

public sealed record RemovePartitionSpecs(ImmutableArray<int> SpecIds) : TableUpdate;

public sealed record RemoveSchemas(ImmutableArray<int> SchemaIds) : TableUpdate;
