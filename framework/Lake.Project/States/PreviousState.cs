using System.Globalization;
using System.Text.Json;
using Lake.Project.Nodes;
using Lake.Project.Rules;
using Lake.Project.Values;
using Lake.Sql;

namespace Lake.Project.States;

/// <summary>The artifacts of an earlier run, dbt's or ours, each read when somebody asks for it.</summary>
/// <param name="folder">Absolute.</param>
public sealed class PreviousState(string folder)
{
    private static readonly string[] Built = [ResourceType.Model.Word(), ResourceType.Seed.Word(), ResourceType.Snapshot.Word()];

    private static readonly string[] Sections = ["nodes", "sources", "exposures", "metrics", "semantic_models", "unit_tests", "saved_queries"];

    private readonly Lazy<(Dictionary<string, ValueMap> Nodes, Dictionary<string, string> Macros)> _manifest = new(() => ReadManifest(folder));

    private readonly Lazy<Dictionary<string, RelationName>> _relations = new(() => ReadRelations(folder));

    private readonly Lazy<Dictionary<string, string>> _statuses = new(() => ReadStatuses(folder));

    private readonly Lazy<Dictionary<string, SourceAge>> _sources = new(() => ReadSources(folder));

    public string Folder => folder;

    /// <summary>The relations that the earlier run built, by unique id; ephemeral models have none.</summary>
    public IReadOnlyDictionary<string, RelationName> Relations => _relations.Value;

    /// <summary>Records of the manifest by unique id.</summary>
    internal IReadOnlyDictionary<string, ValueMap> Nodes => _manifest.Value.Nodes;

    /// <summary>The texts of macros by unique id.</summary>
    internal IReadOnlyDictionary<string, string> Macros => _manifest.Value.Macros;

    /// <summary>How each node of <c>run_results.json</c> ended.</summary>
    internal IReadOnlyDictionary<string, string> Statuses => _statuses.Value;

    /// <summary>What <c>sources.json</c> says.</summary>
    internal IReadOnlyDictionary<string, SourceAge> Sources => _sources.Value;

    private static (Dictionary<string, ValueMap> Nodes, Dictionary<string, string> Macros) ReadManifest(string folder)
    {
        using var json = Read(folder, "manifest.json", "state:");
        var nodes = new Dictionary<string, ValueMap>(StringComparer.Ordinal);
        foreach (var section in Sections)
        {
            foreach (var node in Entries(json, section))
            {
                nodes[node.Name] = JsonPlain.Of(node.Value) as ValueMap ?? ValueMap.Empty;
            }
        }

        return (nodes, Entries(json, "macros").ToDictionary(m => m.Name, m => Text(m.Value, "macro_sql") ?? "", StringComparer.Ordinal));
    }

    private static Dictionary<string, RelationName> ReadRelations(string folder)
    {
        using var json = Read(folder, "manifest.json", "--defer");
        return Entries(json, "nodes")
            .Where(n => Text(n.Value, "relation_name") is not null && Built.Contains(Text(n.Value, "resource_type"), StringComparer.Ordinal))
            .ToDictionary(
                n => n.Name, n => new RelationName(Text(n.Value, "database"), Text(n.Value, "schema"), Text(n.Value, "alias") ?? n.Name), StringComparer.Ordinal);
    }

    private static Dictionary<string, string> ReadStatuses(string folder)
    {
        using var json = Read(folder, "run_results.json", "result:");
        return Results(json).ToDictionary(r => Text(r, "unique_id") ?? "", r => Text(r, "status") ?? "", StringComparer.Ordinal);
    }

    private static Dictionary<string, SourceAge> ReadSources(string folder)
    {
        using var json = Read(folder, "sources.json", "source_status:");
        return Results(json).ToDictionary(
            r => Text(r, "unique_id") ?? "",
            r => new SourceAge(
                Text(r, "status") ?? "",
                DateTimeOffset.TryParse(Text(r, "max_loaded_at"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var loaded) ? loaded : null),
            StringComparer.Ordinal);
    }

    private static JsonElement.ArrayEnumerator Results(JsonDocument json) =>
        json.RootElement.TryGetProperty("results", out var results) ? results.EnumerateArray() : default;

    private static JsonElement.ObjectEnumerator Entries(JsonDocument json, string section) =>
        json.RootElement.TryGetProperty(section, out var entries) ? entries.EnumerateObject() : default;

    private static string? Text(JsonElement element, string key) =>
        element.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static JsonDocument Read(string folder, string name, string method)
    {
        try
        {
            using var stream = File.OpenRead(Path.Combine(folder, name));
            return JsonDocument.Parse(stream);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw SelectionRules.UnreadableState.Error(
                null, $"'{method}' needs the {name} of an earlier run: {e.Message}", "give --state the folder with the artifacts of that run");
        }
    }
}

/// <param name="Status"><c>pass</c>, <c>warn</c>, <c>error</c>, <c>runtime error</c>.</param>
/// <param name="LoadedAt">Null where it could not be told.</param>
internal sealed record SourceAge(string Status, DateTimeOffset? LoadedAt);
