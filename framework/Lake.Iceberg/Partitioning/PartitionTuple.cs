using System.Collections.Immutable;
using Lake.Iceberg.Values;

namespace Lake.Iceberg.Partitioning;

/// <summary>The partition values of one file, in the order of its spec's fields; compared by value.</summary>
public sealed record PartitionTuple(ImmutableArray<object?> Values)
{
    public static PartitionTuple Empty { get; } = new([]);

    public object? this[int index] => Values[index];

    public bool Equals(PartitionTuple? other) => other is not null && Values.Length == other.Values.Length
        && Values.Zip(other.Values).All(p => SingleValue.AreEqual(p.First, p.Second));

    public override int GetHashCode() => Values.Aggregate(17, (hash, v) => HashCode.Combine(hash, SingleValue.HashOf(v)));

    public override string ToString() => $"({string.Join(", ", Values.Select(v => v ?? "null"))})";
}
