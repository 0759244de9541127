using System.Text.Json;
using Lake.Iceberg.Catalogs;
using Lake.Iceberg.Names;
using Lake.Iceberg.Storage;

namespace Lake.Iceberg.Rest;

/// <summary>What both sides of the REST protocol write.</summary>
internal static class RestJson
{
    public static void Write(Utf8JsonWriter json, string name, TableNamespace ns)
    {
        json.WritePropertyName(name);
        WriteLevels(json, ns);
    }

    public static void WriteLevels(Utf8JsonWriter json, TableNamespace ns)
    {
        json.WriteStartArray();
        foreach (var part in ns.Parts)
        {
            json.WriteStringValue(part);
        }

        json.WriteEndArray();
    }

    public static TableNamespace ReadLevels(JsonElement json) => new([.. json.EnumerateArray().Select(level => level.GetString() ?? "")]);

    public static TableIdentifier ReadIdentifier(JsonElement json) => new(ReadLevels(json.Required("namespace")), json.RequiredText("name"));

    public static TableCommit ReadCommit(JsonElement json, TableIdentifier identifier) => new(
        identifier, [.. json.Items("requirements").Select(RequirementJson.Read)], [.. json.Items("updates").Select(UpdateJson.Read)]);

    public static void Write(Utf8JsonWriter json, TableIdentifier identifier)
    {
        json.WriteStartObject();
        Write(json, "namespace", identifier.Namespace);
        json.WriteString("name", identifier.Name);
        json.WriteEndObject();
    }

    public static void Write(Utf8JsonWriter json, TableCommit commit)
    {
        json.WriteStartObject();
        json.WritePropertyName("identifier");
        Write(json, commit.Identifier);
        json.WriteStartArray("requirements");
        foreach (var requirement in commit.Requirements)
        {
            RequirementJson.Write(json, requirement);
        }

        json.WriteEndArray();
        json.WriteStartArray("updates");
        foreach (var update in commit.Updates)
        {
            UpdateJson.Write(json, update);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
