using System.Collections.Immutable;
using System.Text.Json;
using Lake.Engines;
using Lake.Project.Nodes;
using Lake.Project.Values;
using Lake.Runner.Requests;
using Lake.Runner.Results;

namespace Lake.Runner.Artifacts;

/// <summary>A node's result in dbt's words: what <c>run_results.json</c>, events and hooks at the end of a run say of it.</summary>
public static class DbtResult
{
    private static readonly string[] NeverCompiled = [ResourceType.Seed.Word(), ResourceType.Exposure.Word(), ResourceType.SavedQuery.Word()];

    public static string Status(NodeResult result, RunOptions options) =>
        result.IsKeptBack && options.CallsKeptBackSuccess ? NodeStatus.Success.Name() : result.Status.ArtifactName();

    /// <summary>Null for what was skipped.</summary>
    public static string? Message(NodeResult result) => result.Status == NodeStatus.Skipped ? null : result.Message;

    /// <summary>What the engine answered, and where it says so what all statements of the node have cost.</summary>
    public static ValueMap Response(NodeResult result) => result.Status switch
    {
        NodeStatus.Success or NodeStatus.NoOp when result.ResourceType != ResourceType.Operation.Word() && result.Message is not null =>
            Response(result, result.Message),
        NodeStatus.Pass or NodeStatus.Warn or NodeStatus.Fail => Response(result, "OK"),
        _ => ValueMap.Empty,
    };

    /// <summary>Null for kinds that have nothing to compile.</summary>
    public static bool? IsCompiled(NodeResult result) => NeverCompiled.Contains(result.ResourceType, StringComparer.Ordinal) ? null : result.Compiled;

    /// <summary>The phases of a node, as artifacts and events have them.</summary>
    public static void WriteTimings(Utf8JsonWriter json, string key, NodeResult result)
    {
        json.WriteStartArray(key);
        foreach (var (name, started, finished) in result.Timings)
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteString("started_at", ArtifactMetadata.Time(started));
            json.WriteString("completed_at", ArtifactMetadata.Time(finished));
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static ValueMap Response(NodeResult result, string message) => new(
        new KeyValuePair<string, object?>[]
        {
            new("_message", message),
            new("code", result.Code),
            new("rows_affected", result.Rows),
            new("query_id", result.QueryId ?? result.Queries.LastOrDefault()?.Id),
        }.Where(p => p.Value is not null).Concat(Costs(result.Queries)));

    private static IEnumerable<KeyValuePair<string, object?>> Costs(ImmutableArray<QueryReport> queries)
    {
        if (queries.IsEmpty)
        {
            return [];
        }

        var total = queries.Skip(1).Aggregate(queries[0], (sum, next) => sum + next);
        return Costs(total).Prepend((Name: "queries", Value: queries.Length)).Select(c => new KeyValuePair<string, object?>(c.Name, c.Value));
    }

    /// <summary>Numbers by name; times are milliseconds.</summary>
    public static IEnumerable<(string Name, long Value)> Costs(QueryReport query) =>
    [
        ("elapsed_time_ms", (long)query.Elapsed.TotalMilliseconds),
        ("queued_time_ms", (long)query.Queued.TotalMilliseconds),
        ("cpu_time_ms", (long)query.Cpu.TotalMilliseconds),
        ("splits", query.Splits),
        ("processed_rows", query.ProcessedRows),
        ("processed_bytes", query.ProcessedBytes),
        ("physical_input_bytes", query.PhysicalInputBytes),
        ("written_bytes", query.WrittenBytes),
        ("peak_memory_bytes", query.PeakMemoryBytes),
    ];
}
