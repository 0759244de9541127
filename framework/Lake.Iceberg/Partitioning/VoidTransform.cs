using Lake.Iceberg.Schemas;

namespace Lake.Iceberg.Partitioning;

/// <summary>Always null; format 1 puts it where a field was dropped.</summary>
public sealed record VoidTransform : Transform
{
    public override bool CanTransform(PrimitiveType source) => true;

    public override PrimitiveType ResultType(PrimitiveType source) => source;

    public override object? Apply(PrimitiveType source, object? value) => null;

    public override string DefaultName(string column) => $"{column}_null";

    public override string ToString() => "void";
}
