using Lake.Iceberg.Schemas;

namespace Lake.Iceberg.Partitioning;

/// <summary>A transform that a newer writer knows. Its partition values are kept and compared, nothing is pruned by them, nothing is written.</summary>
public sealed record UnknownTransform(string Text) : Transform
{
    public override bool IsWritable => false;

    public override bool CanTransform(PrimitiveType source) => true;

    public override PrimitiveType ResultType(PrimitiveType source) => PrimitiveType.String;

    public override object? Apply(PrimitiveType source, object? value) =>
        throw IcebergRules.UnsupportedTransform.Error(
            null, $"The partition transform '{Text}' cannot be computed.", "write to this table with the engine that created its partitioning");

    public override string DefaultName(string column) => $"{column}_{Text}";

    public override string ToString() => Text;
}
