using Lake.Cli.Commands;
using Lake.Cli.Terminal;
using Lake.Testing;
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

    private static void Check(string page, string text) =>
        Baseline.Check(Path.Combine(Baseline.Folder(["..", "..", "..", "docs", "reference"]), page), text.ReplaceLineEndings("\n"));
}
