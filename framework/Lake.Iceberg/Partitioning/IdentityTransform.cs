using Lake.Iceberg.Schemas;

namespace Lake.Iceberg.Partitioning;

/// <summary>The value itself.</summary>
public sealed record IdentityTransform : Transform
{
    public override bool CanTransform(PrimitiveType source) =>
        source.Kind is not (PrimitiveKind.Variant or PrimitiveKind.Geometry or PrimitiveKind.Geography);

    public override PrimitiveType ResultType(PrimitiveType source) => source;

    public override object? Apply(PrimitiveType source, object? value) => value;

    public override string DefaultName(string column) => column;

    public override string ToString() => "identity";
}
