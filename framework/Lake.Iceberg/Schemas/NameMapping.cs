using System.Collections.Immutable;
using System.Text.Json;
using Lake.Iceberg.Storage;

namespace Lake.Iceberg.Schemas;

/// <summary>Which columns of files without field ids are which fields: the property <c>schema.name-mapping.default</c>.</summary>
public sealed record NameMapping(ImmutableArray<MappedField> Fields)
{
    /// <summary>The table property that holds it.</summary>
    public const string Property = "schema.name-mapping.default";

    /// <summary>Null when the table's properties have none.</summary>
    public static NameMapping? Of(ImmutableSortedDictionary<string, string> properties) =>
        properties.TryGetValue(Property, out var json) ? Parse(json) : null;

    /// <summary>Fails with <see cref="IcebergRules.CorruptMetadata"/>.</summary>
    public static NameMapping Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return new NameMapping(ReadFields(document.RootElement));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw IcebergRules.CorruptMetadata.Error(null, $"The table property '{Property}' is no name mapping: {e.Message}");
        }
    }

    /// <summary>The id of a file's column, by its path of names.</summary>
    public int? Find(params ReadOnlySpan<string> path)
    {
        var (fields, id) = (Fields, (int?)null);
        foreach (var name in path)
        {
            if (fields.FirstOrDefault(f => f.Names.Contains(name)) is not { } found)
            {
                return null;
            }

            (fields, id) = (found.Fields, found.FieldId);
        }

        return id;
    }

    public string ToJson() => JsonText.Write(json => Write(json, Fields));

    /// <summary>With the names that columns have now, too: renamed and new ones.</summary>
    public NameMapping Follow(Schema schema) => new(Follow(Fields, schema.Struct));

    /// <summary>With one more name for some fields, such as a file spells it.</summary>
    public NameMapping WithNames(IReadOnlyDictionary<int, string> names) => new(WithNames(Fields, names));

    private static ImmutableArray<MappedField> WithNames(ImmutableArray<MappedField> mapped, IReadOnlyDictionary<int, string> names) =>
    [
        .. mapped.Select(field => field with
        {
            Names = field.FieldId is { } id && names.TryGetValue(id, out var name) && !field.Names.Contains(name) ? field.Names.Add(name) : field.Names,
            Fields = WithNames(field.Fields, names),
        }),
    ];

    private static ImmutableArray<MappedField> Follow(ImmutableArray<MappedField> mapped, IcebergType type)
    {
        var result = mapped;
        foreach (var field in SchemaIndex.Children(type))
        {
            var old = result.FirstOrDefault(f => f.FieldId == field.Id);
            var updated = new MappedField(
                field.Id,
                old is null ? [field.Name] : old.Names.Contains(field.Name) ? old.Names : old.Names.Add(field.Name),
                Follow(old?.Fields ?? [], field.Type));
            result = old is null ? result.Add(updated) : result.Replace(old, updated);
        }

        return WithoutTaken(result, [.. SchemaIndex.Children(type)]);
    }

    /// <summary>A name that a column has now is no other column's any more, such as that of a dropped one.</summary>
    private static ImmutableArray<MappedField> WithoutTaken(ImmutableArray<MappedField> mapped, ImmutableArray<NestedField> now) =>
    [
        .. mapped.Select(f => f with { Names = f.Names.RemoveAll(name => now.FirstOrDefault(field => field.Name == name) is { } owner && owner.Id != f.FieldId) }),
    ];

    private static ImmutableArray<MappedField> ReadFields(JsonElement json) =>
    [
        .. json.EnumerateArray().Select(f => new MappedField(
            f.TryGetProperty("field-id", out var id) ? id.GetInt32() : null,
            f.TryGetProperty("names", out var names) ? [.. names.EnumerateArray().Select(n => n.GetString() ?? "")] : [],
            f.TryGetProperty("fields", out var fields) ? ReadFields(fields) : [])),
    ];

    private static void Write(Utf8JsonWriter json, ImmutableArray<MappedField> fields)
    {
        json.WriteStartArray();
        foreach (var field in fields)
        {
            json.WriteStartObject();
            if (field.FieldId is { } id)
            {
                json.WriteNumber("field-id", id);
            }

            json.WriteStartArray("names");
            foreach (var name in field.Names)
            {
                json.WriteStringValue(name);
            }

            json.WriteEndArray();
            if (!field.Fields.IsEmpty)
            {
                json.WritePropertyName("fields");
                Write(json, field.Fields);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}

/// <param name="FieldId">Null for a column that only files have.</param>
public sealed record MappedField(int? FieldId, ImmutableArray<string> Names, ImmutableArray<MappedField> Fields);
