using System.Text.Json;
using Lake.Iceberg.Schemas;
using Lake.Iceberg.Storage;

namespace Lake.Iceberg.Views;

/// <summary>View metadata as JSON. What cannot be read fails with <see cref="JsonException"/>.</summary>
internal static class ViewMetadataJson
{
    public static byte[] Write(ViewMetadata view) => JsonText.WriteBytes(json => Write(json, view), indented: true);

    public static ViewMetadata Read(JsonElement json)
    {
        var version = json.RequiredInt("format-version");
        if (version != ViewMetadata.FormatVersion)
        {
            throw IcebergRules.UnsupportedFormat.Error(null, $"The view has format version {version}; only version 1 can be read.");
        }

        var view = new ViewMetadata(json.RequiredText("view-uuid"), json.RequiredText("location"))
        {
            CurrentVersionId = json.RequiredInt("current-version-id"),
            Schemas = [.. json.Items("schemas").Select(SchemaJson.Read)],
            Versions = [.. json.Items("versions").Select(ReadVersion)],
            VersionLog = [.. json.Items("version-log").Select(e => new ViewLogEntry(e.RequiredLong("timestamp-ms"), e.RequiredInt("version-id")))],
            Properties = json.Texts("properties"),
        };
        var current = view.Versions.FirstOrDefault(v => v.VersionId == view.CurrentVersionId)
            ?? throw new JsonException($"the current version {view.CurrentVersionId} is not among the versions");
        return view.Schemas.Any(s => s.SchemaId == current.SchemaId)
            ? view
            : throw new JsonException($"the schema {current.SchemaId} of the current version is not among the schemas");
    }

    public static ViewVersion ReadVersion(JsonElement json) =>
        new(json.RequiredInt("version-id"), json.RequiredInt("schema-id"), json.RequiredLong("timestamp-ms"))
        {
            Summary = json.Texts("summary"),
            Representations =
            [
                .. json.Items("representations").Where(r => r.OptionalText("type") == "sql")
                    .Select(r => new ViewRepresentation(r.RequiredText("sql"), r.RequiredText("dialect"))),
            ],
            DefaultNamespace = [.. json.Items("default-namespace").Select(n => n.GetString() ?? "")],
            DefaultCatalog = json.OptionalText("default-catalog"),
        };

    public static void Write(Utf8JsonWriter json, ViewMetadata view)
    {
        json.WriteStartObject();
        json.WriteString("view-uuid", view.ViewUuid);
        json.WriteNumber("format-version", ViewMetadata.FormatVersion);
        json.WriteString("location", view.Location);
        json.WriteNumber("current-version-id", view.CurrentVersionId);
        json.WriteStartArray("versions");
        foreach (var version in view.Versions)
        {
            Write(json, version);
        }

        json.WriteEndArray();
        json.WriteStartArray("version-log");
        foreach (var entry in view.VersionLog)
        {
            json.WriteStartObject();
            json.WriteNumber("timestamp-ms", entry.TimestampMs);
            json.WriteNumber("version-id", entry.VersionId);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("schemas");
        foreach (var schema in view.Schemas)
        {
            SchemaJson.Write(json, schema);
        }

        json.WriteEndArray();
        Write(json, "properties", view.Properties);
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, ViewVersion version)
    {
        json.WriteStartObject();
        json.WriteNumber("version-id", version.VersionId);
        json.WriteNumber("schema-id", version.SchemaId);
        json.WriteNumber("timestamp-ms", version.TimestampMs);
        Write(json, "summary", version.Summary);
        json.WriteStartArray("representations");
        foreach (var representation in version.Representations)
        {
            json.WriteStartObject();
            json.WriteString("type", "sql");
            json.WriteString("sql", representation.Sql);
            json.WriteString("dialect", representation.Dialect);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("default-namespace");
        foreach (var part in version.DefaultNamespace)
        {
            json.WriteStringValue(part);
        }

        json.WriteEndArray();
        if (version.DefaultCatalog is { } catalog)
        {
            json.WriteString("default-catalog", catalog);
        }

        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, string name, IEnumerable<KeyValuePair<string, string>> texts)
    {
        json.WriteStartObject(name);
        foreach (var (key, value) in texts)
        {
            json.WriteString(key, value);
        }

        json.WriteEndObject();
    }
}
