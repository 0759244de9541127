using System.Collections.Immutable;

namespace Lake.Iceberg.Schemas;

public sealed record StructType(ImmutableArray<NestedField> Fields) : IcebergType
{
    public bool Equals(StructType? other) => other is not null && Fields.SequenceEqual(other.Fields);

    public override int GetHashCode() => Fields.Aggregate(17, HashCode.Combine);

    public override string ToString() => $"struct<{string.Join(", ", Fields)}>";
}
