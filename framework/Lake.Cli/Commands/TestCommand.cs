using System.CommandLine;
using Lake.Cli.Arguments;
using Lake.Cli.Terminal;

namespace Lake.Cli.Commands;

internal static class TestCommand
{
    public static Command Create(TerminalContext terminal)
    {
        var command = new LakeCommand(
            "test",
            "Run data tests on the tables as they are",
            [
                "lake test",
                "lake test --select fct_orders",
            ]).With([.. SelectionArguments.All, ResourceTypeArguments.Types, ResourceTypeArguments.Excluded, .. RunArguments.All]);
        command.SetAction(parsed => NodeRun.Run(terminal, parsed, Runner.Requests.RunCommand.Test));
        return command;
    }
}
