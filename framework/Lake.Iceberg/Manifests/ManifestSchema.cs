using System.Globalization;
using System.Text;
using System.Text.Json;
using Lake.Iceberg.Partitioning;
using Lake.Iceberg.Schemas;
using Lake.Iceberg.Storage;

namespace Lake.Iceberg.Manifests;

/// <summary>The Avro schema of manifests of format 2 and 3. Other readers go by the exact names, or by the ids.</summary>
internal static class ManifestSchema
{
    public static string Write(PartitionSpec spec, IReadOnlyList<PrimitiveType> types, int formatVersion) => JsonText.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("type", "record");
        json.WriteString("name", "manifest_entry");
        json.WriteStartArray("fields");
        Field(json, "status", 0, "int");
        OptionalField(json, "snapshot_id", 1, "long");
        OptionalField(json, "sequence_number", 3, "long");
        OptionalField(json, "file_sequence_number", 4, "long");
        json.WriteStartObject();
        json.WriteString("name", "data_file");
        json.WritePropertyName("type");
        DataFile(json, spec, types, formatVersion);
        json.WriteNumber("field-id", 2);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteEndObject();
    });

    /// <summary>A name that Avro allows: other characters become <c>_xHH</c>, a digit in front gets an underscore.</summary>
    internal static string Sanitize(string name)
    {
        var result = new StringBuilder();
        foreach (var c in name)
        {
            if (char.IsAsciiLetterOrDigit(c) || c == '_')
            {
                result.Append(result.Length == 0 && char.IsAsciiDigit(c) ? "_" : "").Append(c);
            }
            else
            {
                result.Append("_x").Append(((int)c).ToString("X", CultureInfo.InvariantCulture));
            }
        }

        return result.ToString();
    }

    internal static int DecimalBytes(int precision)
    {
        var largest = System.Numerics.BigInteger.Pow(10, precision) - 1;
        return largest.GetByteCount();
    }

    private static void DataFile(Utf8JsonWriter json, PartitionSpec spec, IReadOnlyList<PrimitiveType> types, int formatVersion)
    {
        json.WriteStartObject();
        json.WriteString("type", "record");
        json.WriteString("name", "r2");
        json.WriteStartArray("fields");
        Field(json, "content", 134, "int");
        Field(json, "file_path", 100, "string");
        Field(json, "file_format", 101, "string");
        json.WriteStartObject();
        json.WriteString("name", "partition");
        json.WritePropertyName("type");
        Partition(json, spec, types);
        json.WriteNumber("field-id", 102);
        json.WriteEndObject();
        Field(json, "record_count", 103, "long");
        Field(json, "file_size_in_bytes", 104, "long");
        Map(json, "column_sizes", 108, 117, 118, "long");
        Map(json, "value_counts", 109, 119, 120, "long");
        Map(json, "null_value_counts", 110, 121, 122, "long");
        Map(json, "nan_value_counts", 137, 138, 139, "long");
        Map(json, "lower_bounds", 125, 126, 127, "bytes");
        Map(json, "upper_bounds", 128, 129, 130, "bytes");
        OptionalField(json, "key_metadata", 131, "bytes");
        List(json, "split_offsets", 132, 133, "long");
        List(json, "equality_ids", 135, 136, "int");
        OptionalField(json, "sort_order_id", 140, "int");
        if (formatVersion >= 3)
        {
            OptionalField(json, "first_row_id", 142, "long");
        }

        OptionalField(json, "referenced_data_file", 143, "string");
        if (formatVersion >= 3)
        {
            OptionalField(json, "content_offset", 144, "long");
            OptionalField(json, "content_size_in_bytes", 145, "long");
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Partition(Utf8JsonWriter json, PartitionSpec spec, IReadOnlyList<PrimitiveType> types)
    {
        var named = new HashSet<string>(StringComparer.Ordinal);
        json.WriteStartObject();
        json.WriteString("type", "record");
        json.WriteString("name", "r102");
        json.WriteStartArray("fields");
        for (var i = 0; i < spec.Fields.Length; i++)
        {
            var name = Sanitize(spec.Fields[i].Name);
            json.WriteStartObject();
            json.WriteString("name", name);
            if (name != spec.Fields[i].Name)
            {
                json.WriteString("iceberg-field-name", spec.Fields[i].Name);
            }

            json.WriteStartArray("type");
            json.WriteStringValue("null");
            AvroType(json, types[i], named);
            json.WriteEndArray();
            json.WriteNull("default");
            json.WriteNumber("field-id", spec.Fields[i].FieldId);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void AvroType(Utf8JsonWriter json, PrimitiveType type, HashSet<string> named)
    {
        switch (type.Kind)
        {
            case PrimitiveKind.Date:
                Logical(json, "int", "date");
                break;
            case PrimitiveKind.Time:
                Logical(json, "long", "time-micros");
                break;
            case PrimitiveKind.Timestamp or PrimitiveKind.TimestampTz:
                Logical(json, "long", "timestamp-micros", type.Kind == PrimitiveKind.TimestampTz);
                break;
            case PrimitiveKind.TimestampNs or PrimitiveKind.TimestampTzNs:
                Logical(json, "long", "timestamp-nanos", type.Kind == PrimitiveKind.TimestampTzNs);
                break;
            case PrimitiveKind.Decimal:
                Fixed(json, $"decimal_{type.Precision}_{type.Scale}", DecimalBytes(type.Precision), "decimal", type, named);
                break;
            case PrimitiveKind.Uuid:
                Fixed(json, "uuid_fixed", 16, "uuid", type, named);
                break;
            case PrimitiveKind.Fixed:
                Fixed(json, $"fixed_{type.Length}", type.Length, null, type, named);
                break;
            default:
                json.WriteStringValue(type.Kind == PrimitiveKind.Binary ? "bytes" : type.ToString());
                break;
        }
    }

    private static void Logical(Utf8JsonWriter json, string type, string logical, bool? adjusted = null)
    {
        json.WriteStartObject();
        json.WriteString("type", type);
        json.WriteString("logicalType", logical);
        if (adjusted is { } adjust)
        {
            json.WriteBoolean("adjust-to-utc", adjust);
        }

        json.WriteEndObject();
    }

    /// <summary>A named type is defined where it first occurs; after that its name stands for it.</summary>
    private static void Fixed(Utf8JsonWriter json, string name, int size, string? logical, PrimitiveType type, HashSet<string> named)
    {
        if (!named.Add(name))
        {
            json.WriteStringValue(name);
            return;
        }

        json.WriteStartObject();
        json.WriteString("type", "fixed");
        json.WriteString("name", name);
        json.WriteNumber("size", size);
        if (logical is not null)
        {
            json.WriteString("logicalType", logical);
        }

        if (type.Kind == PrimitiveKind.Decimal)
        {
            json.WriteNumber("precision", type.Precision);
            json.WriteNumber("scale", type.Scale);
        }

        json.WriteEndObject();
    }

    private static void Field(Utf8JsonWriter json, string name, int id, string type)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteString("type", type);
        json.WriteNumber("field-id", id);
        json.WriteEndObject();
    }

    private static void OptionalField(Utf8JsonWriter json, string name, int id, string type) =>
        Optional(json, name, id, () => json.WriteStringValue(type));

    private static void Optional(Utf8JsonWriter json, string name, int id, Action type)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteStartArray("type");
        json.WriteStringValue("null");
        type();
        json.WriteEndArray();
        json.WriteNull("default");
        json.WriteNumber("field-id", id);
        json.WriteEndObject();
    }

    private static void Map(Utf8JsonWriter json, string name, int id, int keyId, int valueId, string valueType) => Optional(
        json,
        name,
        id,
        () =>
        {
            json.WriteStartObject();
            json.WriteString("type", "array");
            json.WriteStartObject("items");
            json.WriteString("type", "record");
            json.WriteString("name", $"k{keyId}_v{valueId}");
            json.WriteStartArray("fields");
            Field(json, "key", keyId, "int");
            Field(json, "value", valueId, valueType);
            json.WriteEndArray();
            json.WriteEndObject();
            json.WriteString("logicalType", "map");
            json.WriteEndObject();
        });

    private static void List(Utf8JsonWriter json, string name, int id, int elementId, string elementType) => Optional(
        json,
        name,
        id,
        () =>
        {
            json.WriteStartObject();
            json.WriteString("type", "array");
            json.WriteString("items", elementType);
            json.WriteNumber("element-id", elementId);
            json.WriteEndObject();
        });
}
