using System.Text.Json;
using Lake.Project.Values;
using Lake.Runner.Rules;

namespace Lake.Runner.Artifacts;

/// <summary>What <c>run_results.json</c> says of the run before.</summary>
/// <param name="Command">dbt's name of it: <c>build</c>.</param>
/// <param name="Arguments">Its options under dbt's names.</param>
/// <param name="Unfinished">Unique ids of what failed or was skipped.</param>
public sealed record LastRun(string Command, ValueMap Arguments, IReadOnlySet<string> Unfinished)
{
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
            var results = json.RootElement.GetProperty("results").EnumerateArray();
            return new LastRun(
                arguments.Find("which") as string ?? "", arguments,
                results.Where(r => Bad.Contains(r.GetProperty("status").GetString())).Select(r => r.GetProperty("unique_id").GetString() ?? "").ToHashSet(StringComparer.Ordinal));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw RunnerRules.NoEarlierRun.Error(null, $"there is no earlier run to retry in '{folder}': {error.Message}", "run a command first, or give --state its folder");
        }
    }
}
