namespace Lake.Iceberg.Schemas;

/// <summary>A type of the Iceberg specification; prints as the specification writes it.</summary>
public abstract record IcebergType
{
    /// <summary>The primitive type of that text, such as <c>decimal(9, 2)</c>; null when there is none.</summary>
    public static PrimitiveType? TryParsePrimitive(string text) => PrimitiveTypeText.TryParse(text);
}
