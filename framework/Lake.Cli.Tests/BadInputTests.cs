using System.Text.RegularExpressions;
using Lake.Testing;
using Shouldly;
using Xunit;

namespace Lake.Cli.Tests;

/// <summary>
/// What a user sees of a project with something wrong in it. A case is a text of several files; its first line is the
/// command, its baseline has the exit code and everything printed.
/// </summary>
public partial class BadInputTests
{
    private static readonly string CaseFolder = Baseline.Folder(["Cases", "bad-input"]);

    public static TheoryData<string> Cases =>
        [.. Directory.EnumerateFiles(CaseFolder, "*.txt").Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Is_told_with_place_and_remedy_and_leaves_nothing_behind(string name)
    {
        var text = File.ReadAllText(Path.Combine(CaseFolder, name + ".txt"));
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        using var folder = new TemporaryFolder().With(text[end..]);
        var result = LakeProgram.Run(folder.Path, [.. text[..end].Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(a => a.Replace("__", " ", StringComparison.Ordinal))]);

        result.ExitCode.ShouldBeOneOf(1, 2);
        Directory.Exists(folder["warehouse/main/broken"]).ShouldBeFalse("a model that failed has no table");
        Baseline.Check(
            Path.Combine(CaseFolder, name + ".out"),
            Times().Replace(result.ToString().ReplaceLineEndings("\n").Replace(folder.Path, "<project>", StringComparison.Ordinal), "0.00s"));
    }

    [GeneratedRegex(@"\b\d+\.\d+s\b")]
    private static partial Regex Times();
}
