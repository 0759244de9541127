using System.Text.Json;
using Lake.Engines;
using Lake.Project.Loaded;
using Lake.Project.Nodes;
using Lake.Runner.Requests;

namespace Lake.Runner.Artifacts;

/// <summary><c>catalog.json</c> in the shape of dbt's version 1: what the lakehouse really has of the project's relations.</summary>
internal static class CatalogFile
{
    /// <param name="nodes">Those without a relation, and whose relation does not exist, are left out.</param>
    public static Action<Stream> Write(LoadedProject project, RunOptions options, IEnumerable<Node> nodes, IEngineSession session)
    {
        var found = nodes
            .Where(n => n is SourceNode or ModelNode or SeedNode or SnapshotNode)
            .Select(n => (Node: n, Relation: n.Relation is { } name ? session.FindRelation(name) : null))
            .Where(n => n.Relation is not null)
            .ToList();
        return ArtifactMetadata.Document("catalog/v1", project, options.Clock, json =>
        {
            Section("nodes", found.Where(n => n.Node is not SourceNode));
            Section("sources", found.Where(n => n.Node is SourceNode));
            json.WriteNull("errors");

            void Section(string name, IEnumerable<(Node Node, Relation? Relation)> entries)
            {
                json.WriteStartObject(name);
                foreach (var (node, relation) in entries)
                {
                    WriteTable(json, node, relation ?? throw new InvalidOperationException(node.UniqueId), session);
                }

                json.WriteEndObject();
            }
        });
    }

    private static void WriteTable(Utf8JsonWriter json, Node node, Relation relation, IEngineSession session)
    {
        json.WriteStartObject(node.UniqueId);
        json.WriteStartObject("metadata");
        json.WriteString("type", relation.Kind switch
        {
            RelationKind.Table => "BASE TABLE",
            RelationKind.View => "VIEW",
            RelationKind.MaterializedView => "MATERIALIZED VIEW",
        });
        json.WriteString("schema", relation.Name.Schema);
        json.WriteString("name", relation.Name.Identifier);
        json.WriteString("database", relation.Name.Database);
        json.WriteString("comment", relation.Comment);
        json.WriteString("owner", "");
        json.WriteEndObject();
        json.WriteStartObject("columns");
        var columns = session.GetColumns(relation.Name);
        for (var i = 0; i < columns.Count; i++)
        {
            json.WriteStartObject(columns[i].Name);
            json.WriteString("type", columns[i].Type);
            json.WriteNumber("index", i + 1);
            json.WriteString("name", columns[i].Name);
            json.WriteString("comment", columns[i].Comment);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteStartObject("stats");
        json.WriteStartObject("has_stats");
        json.WriteString("id", "has_stats");
        json.WriteString("label", "Has Stats?");
        json.WriteBoolean("value", false);
        json.WriteBoolean("include", false);
        json.WriteString("description", "Indicates whether there are statistics for this table");
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteString("unique_id", node.UniqueId);
        json.WriteEndObject();
    }
}
