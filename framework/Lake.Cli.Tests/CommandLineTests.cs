using Lake.Cli.Commands;
using Shouldly;
using Xunit;

namespace Lake.Cli.Tests;

public class CommandLineTests
{
    [Theory]
    [InlineData("--version")]
    [InlineData("-v")]
    public void Says_its_version(string argument)
    {
        var result = LakeProgram.Run("/", argument);
        result.ExitCode.ShouldBe(0);
        result.Output.ShouldMatch(@"^lake \d+\.\d+\.\d+\n$");
    }

    [Theory]
    [InlineData("bild")]
    [InlineData("build", "--no-such-option")]
    [InlineData("query")]
    [InlineData("build", "--threads", "many")]
    public void Unusable_arguments_exit_with_2_and_say_where_help_is(params string[] arguments)
    {
        var result = LakeProgram.Run("/", arguments);
        result.ExitCode.ShouldBe(2);
        result.Error.ShouldContain("error[unusable-arguments]");
        result.Error.ShouldContain("--help");
    }

    [Fact]
    public void Without_arguments_the_first_steps_are_shown()
    {
        var result = LakeProgram.Run("/");
        result.ExitCode.ShouldBe(2);
        result.Output.ShouldContain("lake build");
        result.Output.ShouldContain("Examples:");
        LakeProgram.Run("/", "help", "build").Output.ShouldBe(LakeProgram.Run("/", "build", "--help").Output);
    }

    [Fact]
    public void An_at_sign_begins_a_selection_and_not_a_file_with_arguments() =>
        CommandLine.Root(Terminal()).Parse(["ls", "--select", "@orders"], CommandLine.Syntax).Errors.ShouldBeEmpty();

    [Fact]
    public void Every_command_has_help_with_an_example()
    {
        var commands = CommandLine.Root(Terminal()).Subcommands;
        commands.Count.ShouldBeGreaterThan(5);
        foreach (var command in commands)
        {
            var help = LakeProgram.Run("/", command.Name, "--help");
            help.ExitCode.ShouldBe(0);
            help.Output.ShouldContain("Usage:");
            help.Output.ShouldContain($"lake {command.Name}", customMessage: "an example");
        }
    }

    private static Lake.Cli.Terminal.TerminalContext Terminal() => new()
    {
        Output = TextWriter.Null,
        Error = TextWriter.Null,
        RawOutput = Stream.Null,
        CurrentDirectory = "/",
        Environment = new Dictionary<string, string>(),
    };
}
