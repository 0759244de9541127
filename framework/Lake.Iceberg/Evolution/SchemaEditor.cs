using Lake.Iceberg.Schemas;

namespace Lake.Iceberg.Evolution;

/// <summary>Changes one field somewhere in a schema; list elements and map parts are fields too, whose name cannot change.</summary>
internal static class SchemaEditor
{
    public static Schema Change(Schema schema, int id, Func<NestedField, NestedField> change) =>
        new(schema.SchemaId, Fields(schema.Struct, id, change).Fields, schema.IdentifierFieldIds);

    private static StructType Fields(StructType type, int id, Func<NestedField, NestedField> change) =>
        new([.. type.Fields.Select(f => f.Id == id ? change(f) : f with { Type = Inside(f.Type, id, change) })]);

    private static IcebergType Inside(IcebergType type, int id, Func<NestedField, NestedField> change) => type switch
    {
        StructType s => Fields(s, id, change),
        ListType l => List(l, id, change),
        MapType m => Map(m, id, change),
        _ => type,
    };

    private static ListType List(ListType type, int id, Func<NestedField, NestedField> change)
    {
        var element = type.ElementId == id ? change(type.ElementField) : type.ElementField with { Type = Inside(type.Element, id, change) };
        return new ListType(type.ElementId, element.Type, element.Required);
    }

    private static MapType Map(MapType type, int id, Func<NestedField, NestedField> change)
    {
        var key = type.KeyId == id ? change(type.KeyField) : type.KeyField with { Type = Inside(type.Key, id, change) };
        var value = type.ValueId == id ? change(type.ValueField) : type.ValueField with { Type = Inside(type.Value, id, change) };
        return new MapType(type.KeyId, key.Type, type.ValueId, value.Type, value.Required);
    }
}
