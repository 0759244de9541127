namespace Lake.Iceberg.Schemas;

/// <summary>
/// Gives a proposed schema the ids of a table: all fields of one struct level first, then their children, in order.
/// Where <paramref name="existing"/> has a field of the same full name its id is kept, as replacing a table demands.
/// </summary>
internal sealed class FreshIds(Schema? existing, int lastColumnId)
{
    public int LastColumnId { get; private set; } = lastColumnId;

    public Schema Assign(Schema proposed, int schemaId)
    {
        var fields = Struct(proposed.Struct, "").Fields;
        var schema = new Schema(schemaId, fields);
        return new Schema(schemaId, fields, [.. proposed.IdentifierFieldIds.Select(id => Translate(proposed, schema, id))]);
    }

    /// <summary>Ids for one type that is added below a field with that full name.</summary>
    public IcebergType Assign(IcebergType type, string path) => Type(type, path);

    private static int Translate(Schema from, Schema to, int id) =>
        from.PathOf(id) is { } path && to.Find(path) is { } field
            ? field.Id
            : throw IcebergRules.InvalidSchema.Error(null, $"Identifier field {id} is not a field of the schema.");

    private StructType Struct(StructType type, string prefix)
    {
        var ids = type.Fields.Select(f => Next(prefix + f.Name)).ToList();
        return new StructType([.. type.Fields.Select((f, i) => f with { Id = ids[i], Type = Type(f.Type, prefix + f.Name) })]);
    }

    private IcebergType Type(IcebergType type, string path) => type switch
    {
        StructType s => Struct(s, path + "."),
        ListType l => List(l, path + "." + ListType.ElementName),
        MapType m => Map(m, path + "." + MapType.KeyName, path + "." + MapType.ValueName),
        _ => type,
    };

    private ListType List(ListType type, string path)
    {
        var id = Next(path);
        return type with { ElementId = id, Element = Type(type.Element, path) };
    }

    private MapType Map(MapType type, string keyPath, string valuePath)
    {
        var (key, value) = (Next(keyPath), Next(valuePath));
        return type with { KeyId = key, ValueId = value, Key = Type(type.Key, keyPath), Value = Type(type.Value, valuePath) };
    }

    private int Next(string path) => existing?.Find(path) is { } field ? field.Id : ++LastColumnId;
}
