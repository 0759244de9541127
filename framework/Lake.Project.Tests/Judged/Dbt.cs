using System.Diagnostics;
using System.Text.Json.Nodes;
using Lake.Testing;

namespace Lake.Project.Tests.Judged;

/// <summary>Real dbt, at the path in <c>LAKE_TEST_DBT</c>.</summary>
internal static class Dbt
{
    public static JsonObject Manifest(string directory)
    {
        Run(directory, "parse");
        return JsonNode.Parse(File.ReadAllText(Path.Combine(directory, "target", "manifest.json")))?.AsObject()
            ?? throw new InvalidOperationException("dbt wrote no manifest");
    }

    public static string[] List(string directory, params string[] arguments) =>
        [.. Run(directory, ["--quiet", "ls", "--output", "json", "--output-keys", "unique_id", .. arguments])
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(l => l.StartsWith('{'))
            .Select(l => JsonNode.Parse(l)?["unique_id"]?.GetValue<string>() ?? "").Order(StringComparer.Ordinal)];

    private static string Run(string directory, params string[] arguments)
    {
        var start = new ProcessStartInfo(Judge.At("LAKE_TEST_DBT"))
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in arguments.Concat(["--profiles-dir", directory]))
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["DBT_SEND_ANONYMOUS_USAGE_STATS"] = "false";
        using var process = Process.Start(start) ?? throw new InvalidOperationException("dbt does not start");
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode <= 1 ? output.Result : throw new InvalidOperationException(output.Result + errors);
    }
}
