using System.Collections.Immutable;
using Lake.Iceberg.Schemas;

namespace Lake.Iceberg.Partitioning;

/// <summary>How rows are put into partitions. Never changes; a table may have had several.</summary>
public sealed record PartitionSpec(int SpecId, ImmutableArray<PartitionField> Fields)
{
    /// <summary>Partition field ids begin one above.</summary>
    public const int LastIdOfUnpartitioned = 999;

    public static PartitionSpec Unpartitioned { get; } = new(0, []);

    /// <summary>True also when every field is void.</summary>
    public bool IsUnpartitioned => Fields.All(f => f.Transform is VoidTransform);

    /// <summary>The types of the partition values, one a field. Fields of a column that is gone or of an unknown transform are taken as strings.</summary>
    public ImmutableArray<PrimitiveType> ResultTypes(Schema schema) =>
        [.. Fields.Select(f => schema.Find(f.SourceId)?.Type is PrimitiveType source
            ? f.Transform.ResultType(source)
            : PrimitiveType.String)];

    /// <summary>Same sources, transforms and names in the same order.</summary>
    public bool IsCompatibleWith(PartitionSpec other) => Fields.Length == other.Fields.Length
        && Fields.Zip(other.Fields).All(p => p.First.SourceId == p.Second.SourceId
            && p.First.Transform == p.Second.Transform && p.First.Name == p.Second.Name);

    public bool Equals(PartitionSpec? other) =>
        other is not null && SpecId == other.SpecId && Fields.SequenceEqual(other.Fields);

    public override int GetHashCode() => Fields.Aggregate(SpecId, HashCode.Combine);
}
