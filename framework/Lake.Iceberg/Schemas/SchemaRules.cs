namespace Lake.Iceberg.Schemas;

/// <summary>What any schema that is written has to keep to.</summary>
internal static class SchemaRules
{
    public static void Check(Schema schema, int formatVersion)
    {
        CheckNames(schema.Struct, "");
        if (schema.AllFields.GroupBy(f => f.Path, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw IcebergRules.InvalidSchema.Error(null, $"'{twice.Key}' would be the name of a column and of a member of a struct.", "rename one of them");
        }

        foreach (var (path, field) in schema.AllFields)
        {
            if (formatVersion < 3 && field.Type is PrimitiveType { NeedsVersion3: true } type)
            {
                throw IcebergRules.InvalidSchema.Error(
                    null, $"Column '{path}' has the type {type}, which tables of format version {formatVersion} cannot hold.", "cast it to another type, or set the table property 'format-version' to '3'");
            }

            if (formatVersion < 3 && HasValue(field.InitialDefault))
            {
                throw IcebergRules.InvalidSchema.Error(
                    null, $"Column '{path}' has a default for the rows that exist, which tables of format version {formatVersion} cannot have.", "set the table property 'format-version' to '3'");
            }
        }

        foreach (var id in schema.IdentifierFieldIds)
        {
            CheckIdentifier(schema, id);
        }
    }

    private static bool HasValue(string? json) => json is not (null or "null");

    public static void CheckNames(StructType type, string prefix)
    {
        if (type.Fields.GroupBy(f => f.Name, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
        {
            throw IcebergRules.InvalidSchema.Error(null, $"There are two columns named '{prefix}{twice.Key}'.", "rename one of them");
        }

        foreach (var field in type.Fields)
        {
            CheckNames(field.Type, $"{prefix}{field.Name}.");
        }
    }

    public static void CheckIdentifier(Schema schema, int id)
    {
        var field = schema.Find(id) ?? throw IcebergRules.InvalidSchema.Error(null, $"Identifier field {id} is not a column.");
        if (!field.Required || field.Type is not PrimitiveType { Kind: not (PrimitiveKind.Float or PrimitiveKind.Double) })
        {
            throw IcebergRules.InvalidSchema.Error(
                null, $"Column '{schema.PathOf(id)}' cannot identify rows: it must be required and neither nested nor a float.");
        }

        for (var parent = schema.ParentOf(id); parent is { } p; parent = schema.ParentOf(p))
        {
            if (schema.Find(p) is not { Type: StructType, Required: true })
            {
                throw IcebergRules.InvalidSchema.Error(
                    null, $"Column '{schema.PathOf(id)}' cannot identify rows: '{schema.PathOf(p)}' around it is no required struct.");
            }
        }
    }

    private static void CheckNames(IcebergType type, string prefix)
    {
        switch (type)
        {
            case StructType s:
                CheckNames(s, prefix);
                break;
            case ListType l:
                CheckNames(l.Element, $"{prefix}{ListType.ElementName}.");
                break;
            case MapType m:
                CheckNames(m.Key, $"{prefix}{MapType.KeyName}.");
                CheckNames(m.Value, $"{prefix}{MapType.ValueName}.");
                break;
        }
    }
}
