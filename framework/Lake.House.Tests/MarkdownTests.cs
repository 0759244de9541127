using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace Lake.House.Tests;

/// <summary>What is written by hand is checked too: links and paths that Markdown names must exist.</summary>
public partial class MarkdownTests
{
    private static readonly string[] Tops = ["framework/", "docs/", "models/", "macros/", "tests/", "project/", "seeds/", ".ci/"];

    public static TheoryData<string> Pages => [.. Repository.Markdown.Where(f => !f.Contains("/Cases/", StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Links_and_paths_exist(string page)
    {
        var text = Repository.Read(page);
        var folder = Path.GetDirectoryName(Path.Combine(Repository.Root, page)) ?? Repository.Root;
        var dead = Links().Matches(text).Select(m => m.Groups[1].Value)
            .Where(l => !l.Contains("://", StringComparison.Ordinal) && !l.StartsWith('#') && !l.StartsWith("mailto:", StringComparison.Ordinal))
            .Where(l => !Exists(Path.Combine(folder, l.Split('#')[0])))
            .Concat(CodePaths().Matches(text).Select(m => m.Groups[1].Value)
                .Where(p => Tops.Any(t => p.StartsWith(t, StringComparison.Ordinal)) && !p.Contains('*', StringComparison.Ordinal))
                .Where(p => !Exists(Path.Combine(Repository.Root, p))));
        dead.ShouldBeEmpty($"dead links or paths in {page}");
    }

    private static bool Exists(string path) => File.Exists(path) || Directory.Exists(path);

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Links();

    [GeneratedRegex(@"`([\w.\-]+/[\w.\-/*]+)`")]
    private static partial Regex CodePaths();
}
