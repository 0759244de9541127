namespace Lake.Iceberg.Schemas;

public sealed record ListType(int ElementId, IcebergType Element, bool ElementRequired = false) : IcebergType
{
    public const string ElementName = "element";

    /// <summary>The element as a field named <c>element</c>.</summary>
    public NestedField ElementField => new(ElementId, ElementName, Element, ElementRequired);

    public override string ToString() => $"list<{Element}>";
}
