using System.Runtime.CompilerServices;
using System.Text;
using DiffPlex;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;
using Xunit.Sdk;

namespace Lake.Testing;

/// <summary>
/// Expected outputs kept as files beside the case they belong to. With <c>LAKE_ACCEPT_BASELINES=1</c> a difference is
/// written to the source tree instead of failing.
/// </summary>
public static class Baseline
{
    private static readonly bool Accept = Environment.GetEnvironmentVariable("LAKE_ACCEPT_BASELINES") == "1";

    /// <summary>Compares <paramref name="actual"/> with the file; the message of a failure shows the difference and how to accept it.</summary>
    public static void Check(string baselinePath, string actual)
    {
        var expected = File.Exists(baselinePath) ? File.ReadAllText(baselinePath) : null;
        if (expected == actual)
        {
            return;
        }

        if (Accept)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(baselinePath)!);
            File.WriteAllText(baselinePath, actual, new UTF8Encoding(false));
            return;
        }

        throw new XunitException(
            $"""
            {(expected is null ? "There is no baseline" : "The result differs from the baseline")} {baselinePath}
            {Difference(expected ?? "", actual)}
            To accept: LAKE_ACCEPT_BASELINES=1 dotnet test <project>, then review the change in git.
            """);
    }

    /// <summary>The folder of the calling source file, with <paramref name="parts"/> appended.</summary>
    public static string Folder(string[] parts, [CallerFilePath] string caller = "") =>
        Path.Combine([Path.GetDirectoryName(caller)!, .. parts]);

    private static string Difference(string expected, string actual)
    {
        var text = new StringBuilder();
        foreach (var line in new InlineDiffBuilder(new Differ()).BuildDiffModel(expected, actual).Lines)
        {
            if (line.Type is ChangeType.Inserted or ChangeType.Deleted)
            {
                text.Append(line.Type == ChangeType.Inserted ? '+' : '-').Append(line.Position ?? 0).Append(": ").AppendLine(line.Text);
            }
        }

        return text.Length == 0 ? "(only line ends or the last line break differ)" : text.ToString();
    }
}
