using System.Collections.Immutable;
using System.Text.Json;
using Lake.Iceberg.Storage;

namespace Lake.Iceberg.Schemas;

/// <summary>Schemas as JSON. What cannot be read fails with <see cref="JsonException"/>.</summary>
public static class SchemaJson
{
    public static string Write(Schema schema) => JsonText.Write(json => Write(json, schema));

    public static void Write(Utf8JsonWriter json, Schema schema)
    {
        json.WriteStartObject();
        json.WriteString("type", "struct");
        json.WriteNumber("schema-id", schema.SchemaId);
        if (!schema.IdentifierFieldIds.IsEmpty)
        {
            json.WriteStartArray("identifier-field-ids");
            foreach (var id in schema.IdentifierFieldIds)
            {
                json.WriteNumberValue(id);
            }

            json.WriteEndArray();
        }

        WriteFields(json, schema.Struct);
        json.WriteEndObject();
    }

    public static Schema Read(string text)
    {
        using var document = JsonDocument.Parse(text);
        return Read(document.RootElement);
    }

    public static Schema Read(JsonElement json)
    {
        var ids = json.TryGetProperty("identifier-field-ids", out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Select(i => i.GetInt32()).ToImmutableArray()
            : [];
        return new Schema(json.OptionalInt("schema-id") ?? 0, ReadFields(json), ids);
    }

    private static void WriteFields(Utf8JsonWriter json, StructType type)
    {
        json.WriteStartArray("fields");
        foreach (var field in type.Fields)
        {
            json.WriteStartObject();
            json.WriteNumber("id", field.Id);
            json.WriteString("name", field.Name);
            json.WriteBoolean("required", field.Required);
            json.WritePropertyName("type");
            WriteType(json, field.Type);
            if (field.Doc is not null)
            {
                json.WriteString("doc", field.Doc);
            }

            WriteRaw(json, "initial-default", field.InitialDefault);
            WriteRaw(json, "write-default", field.WriteDefault);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteRaw(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WritePropertyName(name);
            json.WriteRawValue(value);
        }
    }

    private static void WriteType(Utf8JsonWriter json, IcebergType type)
    {
        switch (type)
        {
            case StructType s:
                json.WriteStartObject();
                json.WriteString("type", "struct");
                WriteFields(json, s);
                json.WriteEndObject();
                break;
            case ListType l:
                json.WriteStartObject();
                json.WriteString("type", "list");
                json.WriteNumber("element-id", l.ElementId);
                json.WritePropertyName("element");
                WriteType(json, l.Element);
                json.WriteBoolean("element-required", l.ElementRequired);
                json.WriteEndObject();
                break;
            case MapType m:
                json.WriteStartObject();
                json.WriteString("type", "map");
                json.WriteNumber("key-id", m.KeyId);
                json.WritePropertyName("key");
                WriteType(json, m.Key);
                json.WriteNumber("value-id", m.ValueId);
                json.WritePropertyName("value");
                WriteType(json, m.Value);
                json.WriteBoolean("value-required", m.ValueRequired);
                json.WriteEndObject();
                break;
            default:
                json.WriteStringValue(type.ToString());
                break;
        }
    }

    private static ImmutableArray<NestedField> ReadFields(JsonElement json) =>
    [
        .. json.Required("fields").EnumerateArray().Select(f => new NestedField(
            f.RequiredInt("id"),
            f.RequiredText("name"),
            ReadType(f.Required("type")),
            f.TryGetProperty("required", out var required) && required.GetBoolean())
        {
            Doc = f.OptionalText("doc"),
            InitialDefault = f.TryGetProperty("initial-default", out var initial) ? initial.GetRawText() : null,
            WriteDefault = f.TryGetProperty("write-default", out var write) ? write.GetRawText() : null,
        }),
    ];

    private static IcebergType ReadType(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.String)
        {
            var text = json.GetString() ?? "";
            return IcebergType.TryParsePrimitive(text) ?? throw new JsonException($"there is no type '{text}'");
        }

        return json.RequiredText("type") switch
        {
            "struct" => new StructType(ReadFields(json)),
            "list" => new ListType(
                json.RequiredInt("element-id"), ReadType(json.Required("element")), json.OptionalBoolean("element-required") ?? false),
            "map" => new MapType(
                json.RequiredInt("key-id"),
                ReadType(json.Required("key")),
                json.RequiredInt("value-id"),
                ReadType(json.Required("value")),
                json.OptionalBoolean("value-required") ?? false),
            var other => throw new JsonException($"there is no type '{other}'"),
        };
    }
}
