using System.Diagnostics;
using System.Text.Json;
using Shouldly;

namespace Lake.Cli.Tests.Outside;

/// <summary>icebird, a reader of Iceberg tables in JavaScript. Its packages are installed once, beside the build's outputs.</summary>
internal static class ForeignReader
{
    private static readonly string Source = Path.Combine(DemoCopy.Repository, "framework", "readers");
    private static readonly Lazy<string> Installed = new(Install);

    public static ForeignTable Read(string tableFolder)
    {
        var text = Run(Source, "node", ["read-table.mjs", tableFolder, Installed.Value]);
        using var document = JsonDocument.Parse(text);
        return new ForeignTable(
            [.. document.RootElement.GetProperty("fields").EnumerateArray().Select(field => (Text(field, "name"), Text(field, "type")))],
            [.. document.RootElement.GetProperty("rows").EnumerateArray().Select(row => row.EnumerateArray().Select(cell => cell.GetString()).ToArray())]);
    }

    private static string Text(JsonElement field, string name) => field.GetProperty(name).GetString() ?? "";

    private static string Install()
    {
        var folder = Path.Combine(DemoCopy.Repository, ".artifacts", "readers");
        if (Directory.Exists(folder))
        {
            return folder;
        }

        var work = $"{folder}.{Guid.NewGuid():N}";
        Directory.CreateDirectory(work);
        foreach (var file in (string[])["package.json", "package-lock.json", ".npmrc"])
        {
            File.Copy(Path.Combine(Source, file), Path.Combine(work, file));
        }

        Run(work, OperatingSystem.IsWindows() ? "npm.cmd" : "npm", ["ci", "--ignore-scripts", "--loglevel=error"]);
        try
        {
            Directory.Move(work, folder);
        }
        catch (IOException) when (Directory.Exists(folder))
        {
            // Another test run was faster.
            Directory.Delete(work, recursive: true);
        }

        return folder;
    }

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
