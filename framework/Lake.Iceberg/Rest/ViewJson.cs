using System.Text.Json;
using Lake.Iceberg.Names;
using Lake.Iceberg.Schemas;
using Lake.Iceberg.Views;

namespace Lake.Iceberg.Rest;

/// <summary>Creating and replacing views as the REST protocol writes it.</summary>
internal static class ViewJson
{
    public static void WriteCreation(Utf8JsonWriter json, TableIdentifier identifier, ViewMetadata view)
    {
        json.WriteStartObject();
        json.WriteString("name", identifier.Name);
        json.WritePropertyName("schema");
        SchemaJson.Write(json, view.Schema);
        json.WritePropertyName("view-version");
        ViewMetadataJson.Write(json, view.CurrentVersion);
        ViewMetadataJson.Write(json, "properties", view.Properties);
        json.WriteEndObject();
    }

    public static void WriteReplacement(Utf8JsonWriter json, TableIdentifier identifier, ViewMetadata old, ViewMetadata next)
    {
        json.WriteStartObject();
        json.WritePropertyName("identifier");
        RestJson.Write(json, identifier);
        json.WriteStartArray("requirements");
        json.WriteStartObject();
        json.WriteString("type", "assert-view-uuid");
        json.WriteString("uuid", old.ViewUuid);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteStartArray("updates");
        if (old.Schemas.All(s => s.SchemaId != next.CurrentVersion.SchemaId))
        {
            json.WriteStartObject();
            json.WriteString("action", "add-schema");
            json.WritePropertyName("schema");
            SchemaJson.Write(json, next.Schema);
            json.WriteNumber("last-column-id", next.Schema.HighestFieldId);
            json.WriteEndObject();
        }

        if (old.Versions.All(v => v.VersionId != next.CurrentVersionId))
        {
            json.WriteStartObject();
            json.WriteString("action", "add-view-version");
            json.WritePropertyName("view-version");
            ViewMetadataJson.Write(json, next.CurrentVersion);
            json.WriteEndObject();
        }

        json.WriteStartObject();
        json.WriteString("action", "set-current-view-version");
        json.WriteNumber("view-version-id", next.CurrentVersionId);
        json.WriteEndObject();
        WriteProperties(json, old, next);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteProperties(Utf8JsonWriter json, ViewMetadata old, ViewMetadata next)
    {
        json.WriteStartObject();
        json.WriteString("action", "set-properties");
        ViewMetadataJson.Write(json, "updates", next.Properties);
        json.WriteEndObject();
        json.WriteStartObject();
        json.WriteString("action", "remove-properties");
        json.WriteStartArray("removals");
        foreach (var name in old.Properties.Keys.Except(next.Properties.Keys))
        {
            json.WriteStringValue(name);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
