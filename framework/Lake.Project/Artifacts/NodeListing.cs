using System.Text;
using System.Text.Json;
using Lake.Project.Loaded;
using Lake.Project.Nodes;
using Lake.Project.Values;

namespace Lake.Project.Artifacts;

/// <summary>A node as <c>ls --output json</c> prints it: one line with some keys of its manifest record.</summary>
public static class NodeListing
{
    /// <summary>dbt's choice.</summary>
    private static readonly string[] DefaultKeys =
    [
        "alias", "name", "package_name", "depends_on", "direct_parents", "tags", "config", "resource_type", "source_name", "original_file_path", "unique_id",
    ];

    /// <param name="keys">Dots reach into mappings (<c>config.materialized</c>); empty for dbt's choice. Keys that a node lacks are left out.</param>
    public static string Json(LoadedProject project, Node node, IReadOnlyCollection<string> keys)
    {
        var record = NodeRecord.Of(project, node, null);
        if (node is ModelNode)
        {
            record = record.With("direct_parents", new ValueList(node.DependsOn));
        }

        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            foreach (var key in keys.Count == 0 ? DefaultKeys : keys)
            {
                if (TryFind(record, key, out var value))
                {
                    writer.WritePropertyName(key);
                    JsonValues.Write(writer, value);
                }
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    private static bool TryFind(ValueMap record, string key, out object? value)
    {
        object? current = record;
        foreach (var part in key.Split('.'))
        {
            if (current is not ValueMap map || !map.TryGetValue(part, out current))
            {
                value = null;
                return false;
            }
        }

        value = current;
        return true;
    }
}
