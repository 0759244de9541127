using System.Diagnostics;
using Lake.Testing;

namespace Lake.House.Tests;

/// <summary>The working tree that the tests look at: what git tracks, or would.</summary>
internal static class Repository
{
    public static string Root { get; } = Path.GetFullPath(Baseline.Folder(["..", ".."]));

    /// <summary>Relative paths with <c>/</c>, in order.</summary>
    public static IReadOnlyList<string> Files { get; } = List();

    public static IEnumerable<string> CSharp => Files.Where(f => f.EndsWith(".cs", StringComparison.Ordinal));

    public static IEnumerable<string> Markdown => Files.Where(f => f.EndsWith(".md", StringComparison.Ordinal));

    public static string Read(string relative) => File.ReadAllText(Path.Combine(Root, relative));

    private static List<string> List()
    {
        using var git = Process.Start(new ProcessStartInfo("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        {
            WorkingDirectory = Root,
            RedirectStandardOutput = true,
        }) ?? throw new InvalidOperationException("git does not start");
        var names = git.StandardOutput.ReadToEnd().Split('\0', StringSplitOptions.RemoveEmptyEntries);
        git.WaitForExit();
        return [.. names.Where(n => File.Exists(Path.Combine(Root, n))).Order(StringComparer.Ordinal)];
    }
}
