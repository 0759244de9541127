using System.Collections.Immutable;

namespace Lake.Iceberg.Partitioning;

public enum SortDirection
{
    Ascending,
    Descending,
}

public enum NullOrder
{
    First,
    Last,
}

public sealed record SortField(int SourceId, Transform Transform, SortDirection Direction, NullOrder Nulls);

/// <summary>How writers are asked to sort the rows of each file.</summary>
public sealed record SortOrder(int OrderId, ImmutableArray<SortField> Fields)
{
    public static SortOrder Unsorted { get; } = new(0, []);

    public bool Equals(SortOrder? other) => other is not null && OrderId == other.OrderId && Fields.SequenceEqual(other.Fields);

    public override int GetHashCode() => Fields.Aggregate(OrderId, HashCode.Combine);
}
