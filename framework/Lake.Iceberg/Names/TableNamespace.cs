using System.Collections.Immutable;

namespace Lake.Iceberg.Names;

/// <summary>A place for tables and views; what SQL calls a schema. Names match by exact case.</summary>
public sealed record TableNamespace(ImmutableArray<string> Parts)
{
    public TableNamespace(string name)
        : this([name])
    {
    }

    public bool Equals(TableNamespace? other) => other is not null && Parts.SequenceEqual(other.Parts);

    public override int GetHashCode() => Parts.Aggregate(17, HashCode.Combine);

    public override string ToString() => string.Join('.', Parts);
}
