using System.Text.Json;
using Lake.Project.Nodes;

namespace Lake.Cli.Logs;

/// <summary>What dbt's events tell of the node that they are about: <c>node_info</c>.</summary>
/// <param name="Node">Null for what is in no graph.</param>
internal sealed record NodeInfo(string UniqueId, string ResourceType, Node? Node, string Status, DateTimeOffset? Started, DateTimeOffset? Finished)
{
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject("node_info");
        json.WriteString("node_path", Node?.Path ?? "");
        json.WriteString("node_name", Node?.Name ?? UniqueId);
        json.WriteString("unique_id", UniqueId);
        json.WriteString("resource_type", ResourceType);
        json.WriteString("materialized", Node?.Config.Materialized ?? "");
        json.WriteString("node_status", Status);
        json.WriteString("node_started_at", Time(Started));
        json.WriteString("node_finished_at", Time(Finished));
        WriteMeta(json);
        WriteRelation(json, Node as CodeNode);
        json.WriteString("node_checksum", (Node as CodeNode)?.Checksum.Value ?? "");
        json.WriteEndObject();
    }

    private void WriteMeta(Utf8JsonWriter json)
    {
        json.WritePropertyName("meta");
        Runner.Artifacts.PlainJson.Write(json, Node?.Config.Meta ?? Project.Values.ValueMap.Empty);
    }

    private void WriteRelation(Utf8JsonWriter json, CodeNode? node)
    {
        json.WriteStartObject("node_relation");
        json.WriteString("database", node?.Database ?? "");
        json.WriteString("schema", node?.Schema ?? "");
        json.WriteString("alias", node?.Alias ?? "");
        json.WriteString("relation_name", Node?.RelationText ?? "");
        json.WriteEndObject();
    }

    /// <summary>dbt leaves the zone out, which is UTC.</summary>
    private static string Time(DateTimeOffset? time) => time is { } known ? JsonLines.Time(known).TrimEnd('Z') : "";
}
