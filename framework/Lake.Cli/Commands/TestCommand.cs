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
            "Run data tests on the tables as they are, and unit tests on the rows that they give",
            [
                "lake test",
                "lake test --select fct_orders",
                "lake test --select test_type:unit       # needs no tables",
                "lake test --store-failures              # keeps all failing rows in tables",
            ]).With([.. SelectionArguments.All, ResourceTypeArguments.Types, ResourceTypeArguments.Excluded, .. RunArguments.All, AuditArguments.Fuse.Off]);
        command.SetAction(parsed => NodeRun.Run(terminal, parsed, Runner.Requests.RunCommand.Test));
        return command;
    }
}
