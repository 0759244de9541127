using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace Lake.House.Tests;

/// <summary>Rules of <c>docs/style.md</c> that no analyzer of the SDK holds.</summary>
public partial class SourceTests
{
    private const int LongestFile = 600;

    private static readonly string[] NamesThatSayNothing = ["Helpers", "Utils", "Utilities", "Common", "Models", "Misc", "Extensions"];

    [Fact]
    public void Files_hold_one_idea() =>
        Repository.CSharp
            .Where(f => Repository.Read(f).Count(c => c == '\n') > LongestFile)
            .Where(f => !Repository.Read("docs/style.md").Contains(f, StringComparison.Ordinal))
            .ShouldBeEmpty($"files over {LongestFile} lines need a reason in docs/style.md");

    [Fact]
    public void Folders_are_stages_or_nouns() =>
        Repository.CSharp.Where(f => f.Split('/').Any(NamesThatSayNothing.Contains)).ShouldBeEmpty();

    [Fact]
    public void Nothing_silences_the_null_analysis() =>
        Repository.CSharp
            .Where(f => f.StartsWith("framework/Lake.", StringComparison.Ordinal) && !f.Contains("Test", StringComparison.Ordinal))
            .SelectMany(f => Code(Repository.Read(f)).Where(line => NullForgiving().IsMatch(line)).Select(line => $"{f}: {line.Trim()}"))
            .ShouldBeEmpty();

    [Fact]
    public void Nothing_is_left_for_later() =>
        Repository.Files
            .Where(f => Path.GetExtension(f) is ".cs" or ".sql" or ".yml" or ".sh" or ".js" && !f.StartsWith("framework/Lake.House.Tests/", StringComparison.Ordinal))
            .Where(f => Unfinished().IsMatch(Repository.Read(f)))
            .ShouldBeEmpty();

    [Fact]
    public void No_file_names_a_package_registry() =>
        Repository.Files
            .Where(f => Path.GetExtension(f) is ".json" or ".npmrc" or ".config" or ".props" or ".targets" or ".csproj" or ".md" or ".yml" || f.EndsWith(".npmrc", StringComparison.Ordinal))
            .Where(f => RegistryHost().IsMatch(Repository.Read(f)))
            .ShouldBeEmpty();

    [Fact]
    public void Npm_locks_leave_out_where_packages_came_from() =>
        Repository.Files
            .Where(f => Path.GetFileName(f) == "package.json")
            .Select(f => (Path.GetDirectoryName(f) ?? "").Replace('\\', '/') + "/.npmrc")
            .Where(f => !File.Exists(Path.Combine(Repository.Root, f))
                || !Repository.Read(f).Contains("omit-lockfile-registry-resolved=true", StringComparison.Ordinal))
            .ShouldBeEmpty();

    /// <summary>Lines of code without comments and the contents of strings.</summary>
    private static IEnumerable<string> Code(string text) =>
        Quoted().Replace(RawString().Replace(text, "\"\""), "\"\"").Split('\n')
            .Select(l => l.IndexOf("//", StringComparison.Ordinal) is >= 0 and var at ? l[..at] : l);

    [GeneratedRegex("""[\w\)\]>]!(?:[.;,)\]\[]|\s*$|\s+(?:\?\?|=>|is\b|as\b))""")]
    private static partial Regex NullForgiving();

    [GeneratedRegex("\"{3,}.*?\"{3,}", RegexOptions.Singleline)]
    private static partial Regex RawString();

    [GeneratedRegex(@"'(?:\\.|[^'\\\n])'|@""(?:""""|[^""])*""|""(?:\\.|[^""\\\n])*""")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\b(?:TODO|FIXME|HACK|XXX)\b|NotImplementedException|Skip ?= ?""")]
    private static partial Regex Unfinished();

    [GeneratedRegex(@"registry\.npmjs|api\.nuget\.org|nuget\.org/v3|deb\.debian\.org")]
    private static partial Regex RegistryHost();
}
