using System.Collections.Immutable;
using System.Text.Json;
using Lake.Project.Contexts;
using Lake.Project.Values;
using Lake.Runner.Results;
using Lake.Runner.Rules;

namespace Lake.Runner.Artifacts;

/// <summary>What <c>run_results.json</c> says of the run before.</summary>
/// <param name="Command">dbt's name of it: <c>build</c>.</param>
/// <param name="Arguments">Its options under dbt's names.</param>
/// <param name="Unfinished">Unique ids of what failed or was skipped.</param>
public sealed record LastRun(string Command, ValueMap Arguments, IReadOnlySet<string> Unfinished)
{
    /// <summary>What became of the batches of microbatch models, by unique id.</summary>
    public IReadOnlyDictionary<string, BatchResults> Batches { get; init; } = ImmutableDictionary<string, BatchResults>.Empty;

    public DateTimeOffset? Started { get; init; }

    private static readonly string[] Bad = ["error", "fail", "skipped", "partial success", "runtime error"];

    /// <summary>Fails with <c>no-earlier-run</c>.</summary>
    public static LastRun Read(string folder)
    {
        var path = Path.Combine(folder, "run_results.json");
        try
        {
            using var stream = File.OpenRead(path);
            using var json = JsonDocument.Parse(stream);
            var arguments = PlainJson.Read(json.RootElement.GetProperty("args")) as ValueMap ?? ValueMap.Empty;
            var results = json.RootElement.GetProperty("results").EnumerateArray().ToList();
            var started = json.RootElement.GetProperty("metadata").TryGetProperty("invocation_started_at", out var time) ? time.GetString() : null;
            return new LastRun(
                arguments.Find("which") as string ?? "", arguments,
                results.Where(r => Bad.Contains(r.GetProperty("status").GetString())).Select(r => r.GetProperty("unique_id").GetString() ?? "").ToHashSet(StringComparer.Ordinal))
            {
                Started = EventWindow.ReadTime(started),
                Batches = results.Where(r => r.TryGetProperty("batch_results", out var batches) && batches.ValueKind == JsonValueKind.Object)
                    .ToDictionary(r => r.GetProperty("unique_id").GetString() ?? "", r => Read(r.GetProperty("batch_results")), StringComparer.Ordinal),
            };
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw RunnerRules.NoEarlierRun.Error(null, $"there is no earlier run to retry in '{folder}': {error.Message}", "run a command first, or give --state its folder");
        }
    }

    private static BatchResults Read(JsonElement json) => new(Windows(json, "successful"), Windows(json, "failed"));

    private static ImmutableArray<EventWindow> Windows(JsonElement json, string name) =>
    [
        .. json.GetProperty(name).EnumerateArray()
            .Select(w => (Start: EventWindow.ReadTime(w[0].GetString()), End: EventWindow.ReadTime(w[1].GetString())))
            .Where(w => w is { Start: not null, End: not null })
            .Select(w => new EventWindow(w.Start.GetValueOrDefault(), w.End.GetValueOrDefault())),
    ];
}
