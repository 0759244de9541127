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

    public static ValueMap Response(NodeResult result) => result.Status switch
    {
        NodeStatus.Success or NodeStatus.NoOp when result.ResourceType != ResourceType.Operation.Word() && result.Message is not null => Response(result, result.Message),
        NodeStatus.Pass or NodeStatus.Warn or NodeStatus.Fail => ValueMap.Of(("_message", "OK")),
        _ => ValueMap.Empty,
    };

    /// <summary>Null for kinds that have nothing to compile.</summary>
    public static bool? IsCompiled(NodeResult result) => NeverCompiled.Contains(result.ResourceType, StringComparer.Ordinal) ? null : result.Compiled;

    private static ValueMap Response(NodeResult result, string message) =>
        new(new KeyValuePair<string, object?>[] { new("_message", message), new("code", result.Code), new("rows_affected", result.Rows) }.Where(p => p.Value is not null));
}
