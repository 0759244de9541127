using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using Lake.Testing;
using Shouldly;
using Xunit;

namespace Lake.Cli.Tests;

/// <summary>
/// Runs <c>docs/first-lakehouse.md</c>. A block with a path is a file, a block of <c>sh</c> is run, and each line of a
/// block of <c>text</c> stands in what was printed last, counters and times aside.
/// </summary>
public sealed partial class FirstLakehouseTests : IDisposable
{
    private static readonly string Page = File.ReadAllText(Baseline.Folder(["..", "..", "docs", "first-lakehouse.md"]));

    private readonly TemporaryFolder _folder = new();

    private string _here = "";

    private string _printed = "";

    [Fact]
    public void Does_what_it_says()
    {
        var isBuilt = false;
        foreach (Match block in Blocks().Matches(Page))
        {
            var (kind, path, content) = (block.Groups["kind"].Value, block.Groups["path"].Value, block.Groups["content"].Value);
            if (path.Length > 0 && !isBuilt)
            {
                File.ReadAllText(Path.Combine(_folder[_here], path)).ShouldBe(content, $"{path} as 'lake init' writes it");
            }
            else if (path.Length > 0)
            {
                _folder.Write($"{_here}/{path}", content);
            }
            else if (kind == "sh")
            {
                content.Split('\n', StringSplitOptions.RemoveEmptyEntries).ToList().ForEach(Run);
                isBuilt |= content.Contains("lake build", StringComparison.Ordinal);
            }
            else
            {
                var printed = _printed.Split('\n').Select(Plain).ToHashSet();
                content.Split('\n').Select(Plain).Where(l => !printed.Contains(l)).ShouldBeEmpty(_printed);
            }
        }

        isBuilt.ShouldBeTrue();
    }

    [Fact]
    public void Every_link_leads_to_a_page()
    {
        var docs = Baseline.Folder(["..", "..", "docs"]);
        Links().Matches(Page).Select(m => m.Groups[1].Value).Where(l => !File.Exists(Path.Combine(docs, l))).ShouldBeEmpty();
    }

    public void Dispose() => _folder.Dispose();

    private void Run(string line)
    {
        if (line.StartsWith("cd ", StringComparison.Ordinal))
        {
            _here = line[3..];
            return;
        }

        var fails = line.EndsWith(" # fails", StringComparison.Ordinal);
        var words = CommandLineParser.SplitCommandLine(line.Replace(" # fails", "", StringComparison.Ordinal)).ToList();
        words[0].ShouldBe("lake");
        var result = LakeProgram.Run(_folder[_here], [.. words.Skip(1)]);
        result.ExitCode.ShouldBe(fails ? 1 : 0, result.ToString());
        _printed = result.Output + result.Error;
    }

    private static string Plain(string line) => Times().Replace(Counters().Replace(line, ""), "").TrimEnd();

    [GeneratedRegex(@"^```(?<kind>\w+)(?: (?<path>\S+))?\n(?<content>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Blocks();

    [GeneratedRegex(@"\]\(([\w./-]+)")]
    private static partial Regex Links();

    [GeneratedRegex(@"^ *\d+/\d+ ")]
    private static partial Regex Counters();

    [GeneratedRegex(@"\d+\.\d+s")]
    private static partial Regex Times();
}
