namespace Lake.Iceberg.Schemas;

/// <summary>A column, or a member of a struct. The id, never the name, says which data belongs to it.</summary>
/// <param name="Id">
/// Unique in the table for ever. In a schema that a caller proposes for a new table any distinct numbers will do: they
/// are assigned anew.
/// </param>
public sealed record NestedField(int Id, string Name, IcebergType Type, bool Required = false)
{
    public string? Doc { get; init; }

    /// <summary>JSON single value that rows written before the column existed have (format 3).</summary>
    public string? InitialDefault { get; init; }

    /// <summary>JSON single value for writers that leave the column out (format 3).</summary>
    public string? WriteDefault { get; init; }

    public override string ToString() => $"{Id}: {Name} {(Required ? "required" : "optional")} {Type}";
}
