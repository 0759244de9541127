using System.Text.Json;
using Lake.Iceberg.Names;
using Lake.Iceberg.Schemas;
using Lake.Iceberg.Storage;
using Lake.Iceberg.Views;

namespace Lake.Iceberg.Rest;

/// <summary>Creating and replacing views as the REST protocol writes it.</summary>
internal static class ViewJson
{
    /// <summary>As an id: the one that the same request added last.</summary>
    private const int LastAdded = -1;

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

    public static ViewDefinition Definition(ViewVersion version, Schema schema) => version.Representations is [var first, .. var others]
        ? new ViewDefinition(first.Sql, schema) { Dialect = first.Dialect, Others = others, DefaultNamespace = version.DefaultNamespace, DefaultCatalog = version.DefaultCatalog }
        : throw new JsonException("a view needs a representation of type 'sql'");

    /// <summary>What the view becomes. Unknown updates fail with <see cref="JsonException"/>.</summary>
    public static ViewDefinition ReadReplacement(JsonElement json, ViewMetadata old)
    {
        var (schemas, versions, current, properties) = (old.Schemas, old.Versions, old.CurrentVersion, old.Properties);
        foreach (var update in json.Items("updates"))
        {
            switch (update.RequiredText("action"))
            {
                case "add-schema":
                    schemas = schemas.Add(SchemaJson.Read(update.Required("schema")));
                    break;
                case "add-view-version":
                    versions = versions.Add(ViewMetadataJson.ReadVersion(update.Required("view-version")));
                    break;
                case "set-current-view-version":
                    var id = update.RequiredInt("view-version-id");
                    current = id == LastAdded ? versions[^1] : versions.LastOrDefault(v => v.VersionId == id) ?? throw new JsonException($"the view has no version {id}");
                    break;
                case "set-properties":
                    properties = properties.SetItems(update.Texts("updates"));
                    break;
                case "remove-properties":
                    properties = properties.RemoveRange(update.Items("removals").Select(r => r.GetString() ?? ""));
                    break;
                case var action:
                    throw new JsonException($"the update '{action}' of a view is unknown here");
            }
        }

        var schema = current.SchemaId == LastAdded ? schemas[^1]
            : schemas.LastOrDefault(s => s.SchemaId == current.SchemaId) ?? throw new JsonException($"the view has no schema {current.SchemaId}");
        return Definition(current, schema) with { Properties = properties };
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
