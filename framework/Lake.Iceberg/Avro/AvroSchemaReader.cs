using System.Globalization;
using System.Text.Json;

namespace Lake.Iceberg.Avro;

/// <summary>Reads the JSON of a schema. Names are looked up without their namespace.</summary>
internal sealed class AvroSchemaReader
{
    private readonly Dictionary<string, AvroSchema> _named = new(StringComparer.Ordinal);

    /// <summary>Fails with <see cref="InvalidDataException"/> or <see cref="JsonException"/>.</summary>
    public static AvroSchema Read(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        return new AvroSchemaReader().Read(document.RootElement);
    }

    private AvroSchema Read(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => ByName(json.GetString() ?? ""),
        JsonValueKind.Array => new AvroSchema(AvroKind.Union) { Branches = [.. json.EnumerateArray().Select(Read)] },
        JsonValueKind.Object => Complex(json),
        _ => throw new InvalidDataException($"an Avro schema cannot be {json.ValueKind}"),
    };

    private AvroSchema Complex(JsonElement json)
    {
        if (!json.TryGetProperty("type", out var type))
        {
            throw new InvalidDataException("an Avro schema has no type");
        }

        if (type.ValueKind != JsonValueKind.String)
        {
            return Read(type);
        }

        var logical = json.TryGetProperty("logicalType", out var l) ? l.GetString() : null;
        switch (type.GetString())
        {
            case "record" or "error":
                var record = Name(json, new AvroSchema(AvroKind.Record));
                record.SetFields(Required(json, "fields").EnumerateArray().Select(ReadField).ToList());
                return record;
            case "array":
                return new AvroSchema(AvroKind.Array) { Items = Read(Required(json, "items")), LogicalType = logical };
            case "map":
                return new AvroSchema(AvroKind.Map) { Items = Read(Required(json, "values")) };
            case "fixed":
                return Name(json, new AvroSchema(AvroKind.Fixed) { Size = Required(json, "size").GetInt32(), LogicalType = logical });
            case "enum":
                return Name(json, new AvroSchema(AvroKind.Enum));
            case var name:
                return new AvroSchema(ByName(name ?? "").Kind) { LogicalType = logical };
        }
    }

    private AvroField ReadField(JsonElement json)
    {
        int? id = !json.TryGetProperty("field-id", out var value) ? null
            : value.ValueKind == JsonValueKind.Number ? value.GetInt32()
            : int.TryParse(value.GetString(), NumberStyles.None, CultureInfo.InvariantCulture, out var text) ? text
            : null;
        return new AvroField(Required(json, "name").GetString() ?? "", id, Read(Required(json, "type")));
    }

    private AvroSchema Name(JsonElement json, AvroSchema schema)
    {
        var name = Required(json, "name").GetString() ?? "";
        _named[name[(name.LastIndexOf('.') + 1)..]] = schema;
        return schema;
    }

    private AvroSchema ByName(string name) => name switch
    {
        "null" => new AvroSchema(AvroKind.Null),
        "boolean" => new AvroSchema(AvroKind.Boolean),
        "int" => new AvroSchema(AvroKind.Int),
        "long" => new AvroSchema(AvroKind.Long),
        "float" => new AvroSchema(AvroKind.Float),
        "double" => new AvroSchema(AvroKind.Double),
        "bytes" => new AvroSchema(AvroKind.Bytes),
        "string" => new AvroSchema(AvroKind.String),
        _ => _named.TryGetValue(name[(name.LastIndexOf('.') + 1)..], out var found)
            ? found
            : throw new InvalidDataException($"the Avro type '{name}' is not defined"),
    };

    private static JsonElement Required(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) ? value : throw new InvalidDataException($"an Avro schema has no '{name}'");
}
