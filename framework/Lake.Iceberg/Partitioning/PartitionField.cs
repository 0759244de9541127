using System.Collections.Immutable;

namespace Lake.Iceberg.Partitioning;

/// <param name="SourceId">The column it is made from.</param>
/// <param name="FieldId">Its own id, from 1000.</param>
public sealed record PartitionField(int SourceId, int FieldId, string Name, Transform Transform)
{
    /// <summary>All sources of a transform with several (format 3); empty when there is just <see cref="SourceId"/>.</summary>
    public ImmutableArray<int> SourceIds { get; init; } = [];

    public bool Equals(PartitionField? other) => other is not null && SourceId == other.SourceId && FieldId == other.FieldId
        && Name == other.Name && Transform == other.Transform && SourceIds.SequenceEqual(other.SourceIds);

    public override int GetHashCode() => HashCode.Combine(SourceId, FieldId, Name, Transform);
}
