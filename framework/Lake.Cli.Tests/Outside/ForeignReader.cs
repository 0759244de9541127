using System.Diagnostics;
using System.Text.Json;
using Lake.Testing;
using Shouldly;

namespace Lake.Cli.Tests.Outside;

/// <summary>icebird, a reader of Iceberg tables in JavaScript, from the folder where <c>npm ci</c> of <c>framework/readers</c> has put it.</summary>
internal static class ForeignReader
{
    private static readonly string Source = Path.Combine(DemoCopy.Repository, "framework", "readers");

    public static ForeignTable Read(string tableFolder)
    {
        var text = Run(Source, "node", ["read-table.mjs", tableFolder, Judge.At("LAKE_TEST_READERS")]);
        using var document = JsonDocument.Parse(text);
        return new ForeignTable(
            [.. document.RootElement.GetProperty("fields").EnumerateArray().Select(field => (Text(field, "name"), Text(field, "type")))],
            [.. document.RootElement.GetProperty("rows").EnumerateArray().Select(row => row.EnumerateArray().Select(cell => cell.GetString()).ToArray())]);
    }

    private static string Text(JsonElement field, string name) => field.GetProperty(name).GetString() ?? "";

    private static string Run(string folder, string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, $"{program} {string.Join(' ', arguments)}\n{output}\n{error.Result}");
        return output;
    }
}

/// <param name="Fields">Names and Iceberg types.</param>
internal sealed record ForeignTable(IReadOnlyList<(string Name, string Type)> Fields, IReadOnlyList<string?[]> Rows);
