using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Lake.Benchmarks.Native;

/// <summary>Programs of this repository, published before they are measured.</summary>
internal static class Published
{
    /// <summary>The repository's folder.</summary>
    public static string Repository { get; } = FindRepository();

    private static string Output => Path.Combine(Repository, ".artifacts", "benchmarks");

    /// <param name="project">Its folder below <c>framework</c>.</param>
    /// <param name="kind">The property that publishes it so, such as <c>PublishAot</c>.</param>
    /// <returns>The path of the program.</returns>
    public static string Program(string project, string name, string kind)
    {
        var folder = Path.Combine(Output, $"{name}-{kind}");
        Text("dotnet", "publish", Path.Combine(Repository, "framework", project), "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, "--self-contained", $"-p:{kind}=true", "-o", folder, "--nologo", "-v", "quiet");
        return Path.Combine(folder, OperatingSystem.IsWindows() ? $"{name}.exe" : name);
    }

    /// <summary>What a program prints.</summary>
    public static string Text(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })
            ?? throw new InvalidOperationException($"{program} did not start.");
        var text = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? text.Trim() : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}:\n{text}");
    }

    private static string FindRepository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Lakehouse.sln")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Run it inside the repository.");
        }

        return folder;
    }
}
