using System.Text.Json;
using Lake.Project.Rules;
using Lake.Sql;

namespace Lake.Project.Artifacts;

/// <summary>What the manifest of an earlier run says of the relations that it built, for <c>--defer</c> and <c>clone</c>.</summary>
/// <param name="Folder">Absolute.</param>
/// <param name="Relations">By unique id; ephemeral models have none.</param>
public sealed record StateManifest(string Folder, IReadOnlyDictionary<string, RelationName> Relations)
{
    /// <summary>Fails with <c>missing-state</c> when the folder has no manifest that can be read.</summary>
    public static StateManifest Read(string folder)
    {
        var path = Path.Combine(folder, "manifest.json");
        try
        {
            using var stream = File.OpenRead(path);
            using var json = JsonDocument.Parse(stream);
            var relations = new Dictionary<string, RelationName>(StringComparer.Ordinal);
            foreach (var node in json.RootElement.GetProperty("nodes").EnumerateObject())
            {
                if (Text(node.Value, "relation_name") is not null && Text(node.Value, "resource_type") is "model" or "seed" or "snapshot")
                {
                    relations[node.Name] = new RelationName(Text(node.Value, "database"), Text(node.Value, "schema"), Text(node.Value, "alias") ?? node.Name);
                }
            }

            return new StateManifest(folder, relations);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw ProjectRules.MissingState.Error(
                null, $"the state in '{folder}' cannot be read: {error.Message}", "give --state the folder with the manifest.json of an earlier run");
        }
    }

    private static string? Text(JsonElement node, string key) =>
        node.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
