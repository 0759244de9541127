using Lake.Iceberg.Metadata;
using Lake.Iceberg.Schemas;

namespace Lake.Engines.DuckDb.Mirrors;

/// <summary>Whether the parts of a table's nested columns have always been what they are now.</summary>
internal static class NestedHistory
{
    /// <summary>False also where a schema that files may have been written by is not kept any more.</summary>
    public static bool IsStable(TableMetadata table, Schema schema)
    {
        var nested = schema.Fields.Where(field => field.Type is not PrimitiveType).ToList();
        return nested.Count == 0
            || (table.Schemas.Length == table.Schemas.Max(other => other.SchemaId) + 1
                && table.Schemas.All(other => nested.TrueForAll(field =>
                    other.Fields.FirstOrDefault(old => old.Id == field.Id) is not { } old || HaveSameParts(old.Type, field.Type))));
    }

    private static bool HaveSameParts(IcebergType old, IcebergType type) => (old, type) switch
    {
        (PrimitiveType, PrimitiveType) => true,
        (StructType a, StructType b) => a.Fields.Length == b.Fields.Length
            && a.Fields.Zip(b.Fields).All(pair => AreSame(pair.First, pair.Second)),
        (ListType a, ListType b) => AreSame(a.ElementField, b.ElementField),
        (MapType a, MapType b) => AreSame(a.KeyField, b.KeyField) && AreSame(a.ValueField, b.ValueField),
        _ => false,
    };

    private static bool AreSame(NestedField old, NestedField field) =>
        old.Id == field.Id && old.Name == field.Name && HaveSameParts(old.Type, field.Type);
}
