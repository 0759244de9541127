using Lake.Cli.Commands;
using Lake.Cli.Terminal;
using Lake.Cli.Workspaces;
using Lake.Testing;
using Lake.Yaml.Keys;
using Xunit;

namespace Lake.Cli.Tests.Reference;

/// <summary>The pages of <c>docs/reference</c> say what the program does: a difference prints how to write them anew.</summary>
public class ReferenceTests
{
    [Fact]
    public void Commands() => Check("commands.md", CommandPage.Write(CommandLine.Root(new TerminalContext
    {
        Output = TextWriter.Null,
        Error = TextWriter.Null,
        RawOutput = Stream.Null,
        CurrentDirectory = "/",
        Environment = new Dictionary<string, string>(),
    })));

    [Theory]
    [InlineData("project", "project-file", "The project file")]
    [InlineData("profiles", "profiles", "Profiles")]
    [InlineData("stream", "stream-files", "Stream files")]
    [InlineData("properties", "properties", "Property files")]
    [InlineData("packages", "packages", "Packages")]
    [InlineData("selectors", "selectors", "Selectors")]
    public void Files(string name, string page, string title) =>
        Check(page + ".md", new KeyPage(Elsewhere).Write(title, FileSchemas.All.Single(f => f.Name == name).Keys));

    [Fact]
    public void Configuration() => Check("configuration.md", ConfigurationPage.Write());

    private static string? Elsewhere(KeySet keys) =>
        keys.Name.StartsWith("configuration of ", StringComparison.Ordinal) || keys.Name.StartsWith("tree of ", StringComparison.Ordinal) ? "configuration.md"
        : keys.Name == "catalog" && keys != CatalogKeys.Written ? "project-file.md#catalog"
        : null;

    private static void Check(string page, string text) =>
        Baseline.Check(Path.Combine(Baseline.Folder(["..", "..", "..", "docs", "reference"]), page), text.ReplaceLineEndings("\n"));
}
