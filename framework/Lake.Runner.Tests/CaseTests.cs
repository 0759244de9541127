using System.Text;
using Lake.Project.Selecting;
using Lake.Runner.Requests;
using Lake.Runner.Results;
using Lake.Testing;
using Lake.Text;
using Xunit;

namespace Lake.Runner.Tests;

/// <summary>
/// Projects in files with what becomes of them: each case is the project's files as one text, ending in the steps that are
/// taken; the baseline beside it says what each step gave. A step is a command with its options, <c>query …</c>, or
/// <c>use x</c>, which copies the files under <c>x/</c> over the project's.
/// </summary>
public class CaseTests
{
    private const string Steps = "steps";

    public static TheoryData<string> Cases =>
        [.. Directory.EnumerateFiles(Baseline.Folder(["Cases"]), "*.txt", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(Baseline.Folder(["Cases"]), f).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Check(string name)
    {
        var path = Baseline.Folder(["Cases", name]);
        using var project = new TestProject(File.ReadAllText(path));
        var output = new StringBuilder();
        foreach (var step in File.ReadAllLines(project.Folder[Steps]).Where(l => l.Length > 0))
        {
            output.Append("> ").AppendLine(step);
            Take(project, step.Split(' '), output);
            output.AppendLine();
        }

        Baseline.Check(Path.ChangeExtension(path, ".out"), output.Replace(project.Folder.Path, "…").ToString());
    }

    private static void Take(TestProject project, string[] words, StringBuilder output)
    {
        switch (words)
        {
            case ["query", .. var sql]:
                output.AppendLine(project.TryQuery(string.Join(' ', sql)));
                break;
            case ["use", var folder]:
                Copy(project.Folder[folder], project.Folder.Path);
                break;
            default:
                Show(project.Run(Enum.Parse<RunCommand>(words[0], ignoreCase: true), Options(words), Selection(words)), output);
                break;
        }
    }

    private static RunOptions Options(string[] words) => new()
    {
        Threads = 1,
        FullRefresh = words.Contains("full-refresh"),
        StoreFailures = words.Contains("store-failures") ? true : null,
        FailFast = words.Contains("fail-fast"),
        KeepFailed = words.Contains("keep-failed"),
        PublishAll = words.Contains("publish-all"),
        Fuse = !words.Contains("no-fuse"),
    };

    private static SelectionOptions? Selection(string[] words) =>
        Array.IndexOf(words, "select") is >= 0 and var at ? new SelectionOptions { Select = [.. words[(at + 1)..]] } : null;

    private static void Show(RunResult result, StringBuilder output)
    {
        foreach (var node in result.Nodes)
        {
            var failures = node.Failures is { } count ? $" ({count})" : "";
            output.Append(node.Status.Name()).Append(failures).Append(' ').Append(node.UniqueId).AppendLine(node.Message is { } message ? ": " + message.Trim() : "");
        }

        foreach (var diagnostic in result.Nodes.SelectMany(n => n.Diagnostics).Concat(result.Diagnostics))
        {
            output.AppendLine().Append(DiagnosticText.Draw(diagnostic));
        }
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target, overwrite: true);
        }
    }
}
