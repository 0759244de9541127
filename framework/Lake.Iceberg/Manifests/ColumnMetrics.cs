using System.Collections.Immutable;

namespace Lake.Iceberg.Manifests;

/// <summary>
/// Statistics of a file by the field ids of its leaf columns. Bounds are in the single-value encoding; a column that is
/// missing is unknown.
/// </summary>
public sealed record ColumnMetrics
{
    public static ColumnMetrics None { get; } = new();

    /// <summary>Compressed bytes.</summary>
    public ImmutableSortedDictionary<int, long> ColumnSizes { get; init; } = ImmutableSortedDictionary<int, long>.Empty;

    /// <summary>Values, nulls and NaNs included.</summary>
    public ImmutableSortedDictionary<int, long> ValueCounts { get; init; } = ImmutableSortedDictionary<int, long>.Empty;

    public ImmutableSortedDictionary<int, long> NullValueCounts { get; init; } = ImmutableSortedDictionary<int, long>.Empty;

    public ImmutableSortedDictionary<int, long> NanValueCounts { get; init; } = ImmutableSortedDictionary<int, long>.Empty;

    public ImmutableSortedDictionary<int, byte[]> LowerBounds { get; init; } = ImmutableSortedDictionary<int, byte[]>.Empty;

    public ImmutableSortedDictionary<int, byte[]> UpperBounds { get; init; } = ImmutableSortedDictionary<int, byte[]>.Empty;
}
