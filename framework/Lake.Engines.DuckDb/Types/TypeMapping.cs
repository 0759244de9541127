using System.Globalization;
using Lake.Iceberg.Schemas;
using Lake.Sql;

namespace Lake.Engines.DuckDb.Types;

/// <summary>Which DuckDB type reads and writes which Iceberg type.</summary>
internal static class TypeMapping
{
    /// <summary>The type that columns of an Iceberg table have in DuckDB, as DuckDB prints it.</summary>
    public static string ToDuckDb(IcebergType type) => type switch
    {
        PrimitiveType primitive => Primitive(primitive),
        StructType s => $"STRUCT({string.Join(", ", s.Fields.Select(f => $"{SqlText.Identifier(f.Name)} {ToDuckDb(f.Type)}"))})",
        ListType l => ToDuckDb(l.Element) + "[]",
        MapType m => $"MAP({ToDuckDb(m.Key)}, {ToDuckDb(m.Value)})",
        _ => throw new InvalidOperationException($"Type {type} is of no known kind."),
    };

    /// <summary>Whether the two texts name one type.</summary>
    public static bool AreSame(string type, string other) =>
        type == other || DuckType.Parse(type).ToString() == DuckType.Parse(other).ToString();

    /// <summary>
    /// The Iceberg type that stores a DuckDB type, wider where there is none of the same width; null when Iceberg has
    /// none. Field ids are placeholders.
    /// </summary>
    public static IcebergType? ToIceberg(DuckType type, int formatVersion = 2)
    {
        var id = 0;
        return Convert(type, () => ++id, formatVersion);
    }

    private static IcebergType? Convert(DuckType type, Func<int> nextId, int formatVersion)
    {
        switch (type.Name)
        {
            case "STRUCT":
                var fields = type.Members.Select(m => (Id: nextId(), m.Name, Type: Convert(m.Type, nextId, formatVersion))).ToList();
                return fields.Exists(f => f.Type is null)
                    ? null
                    : new StructType([.. fields.Select(f => new NestedField(f.Id, f.Name, f.Type ?? PrimitiveType.Unknown))]);
            case "LIST" or "ARRAY":
                var elementId = nextId();
                return Convert(type.Members[0].Type, nextId, formatVersion) is { } element ? new ListType(elementId, element) : null;
            case "MAP":
                var (keyId, valueId) = (nextId(), nextId());
                return Convert(type.Members[0].Type, nextId, formatVersion) is { } key && Convert(type.Members[1].Type, nextId, formatVersion) is { } value
                    ? new MapType(keyId, key, valueId, value)
                    : null;
            default:
                return formatVersion >= 3 && NewScalar(type) is { } later ? later : Scalar(type);
        }
    }

    /// <summary>Types that only format 3 has.</summary>
    private static PrimitiveType? NewScalar(DuckType type) => type.Name switch
    {
        "TIMESTAMP_NS" => PrimitiveType.TimestampNs,
        "VARIANT" => PrimitiveType.Variant,
        _ => null,
    };

    private static PrimitiveType? Scalar(DuckType type) => type.Name switch
    {
        "BOOLEAN" or "BOOL" => PrimitiveType.Boolean,
        "TINYINT" or "SMALLINT" or "INTEGER" or "UTINYINT" or "USMALLINT" or "NULL" or "" => PrimitiveType.Int,
        "BIGINT" or "UINTEGER" => PrimitiveType.Long,
        "UBIGINT" => PrimitiveType.Decimal(20, 0),
        "HUGEINT" or "UHUGEINT" => PrimitiveType.Decimal(38, 0),
        "FLOAT" => PrimitiveType.Float,
        "DOUBLE" => PrimitiveType.Double,
        "DECIMAL" => type.Arguments is [var precision, var scale] ? PrimitiveType.Decimal(precision, scale) : PrimitiveType.Decimal(18, 3),
        "DATE" => PrimitiveType.Date,
        "TIME" => PrimitiveType.Time,
        "TIMESTAMP" or "TIMESTAMP_S" or "TIMESTAMP_MS" => PrimitiveType.Timestamp,
        "TIMESTAMP WITH TIME ZONE" => PrimitiveType.TimestampTz,
        "VARCHAR" or "JSON" or "ENUM" => PrimitiveType.String,
        "UUID" => PrimitiveType.Uuid,
        "BLOB" => PrimitiveType.Binary,
        _ => null,
    };

    private static string Primitive(PrimitiveType type) => type.Kind switch
    {
        PrimitiveKind.Boolean => "BOOLEAN",
        PrimitiveKind.Int => "INTEGER",
        PrimitiveKind.Long => "BIGINT",
        PrimitiveKind.Float => "FLOAT",
        PrimitiveKind.Double => "DOUBLE",
        PrimitiveKind.Decimal => string.Create(CultureInfo.InvariantCulture, $"DECIMAL({type.Precision},{type.Scale})"),
        PrimitiveKind.Date => "DATE",
        PrimitiveKind.Time => "TIME",
        PrimitiveKind.Timestamp => "TIMESTAMP",
        PrimitiveKind.TimestampTz or PrimitiveKind.TimestampTzNs => "TIMESTAMP WITH TIME ZONE",
        PrimitiveKind.TimestampNs => "TIMESTAMP_NS",
        PrimitiveKind.String => "VARCHAR",
        PrimitiveKind.Uuid => "UUID",
        PrimitiveKind.Fixed or PrimitiveKind.Binary => "BLOB",
        PrimitiveKind.Geometry or PrimitiveKind.Geography => "GEOMETRY",
        PrimitiveKind.Unknown => "INTEGER",
        PrimitiveKind.Variant => "VARIANT",
    };
}
