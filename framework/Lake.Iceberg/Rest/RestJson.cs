using System.Text.Json;
using Lake.Iceberg.Catalogs;
using Lake.Iceberg.Names;

namespace Lake.Iceberg.Rest;

/// <summary>What both sides of the REST protocol write.</summary>
internal static class RestJson
{
    public static void Write(Utf8JsonWriter json, string name, TableNamespace ns)
    {
        json.WriteStartArray(name);
        foreach (var part in ns.Parts)
        {
            json.WriteStringValue(part);
        }

        json.WriteEndArray();
    }

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
