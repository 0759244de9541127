using System.CommandLine;
using Lake.Cli.Arguments;
using Lake.Cli.Terminal;

namespace Lake.Cli.Commands;

internal static class SnapshotCommand
{
    public static Command Create(TerminalContext terminal)
    {
        var command = new LakeCommand(
            "snapshot",
            "Record what changed in slowly changing tables",
            [
                "lake snapshot",
                "lake snapshot --select customers_snapshot",
            ]).With([.. SelectionArguments.All, .. RunArguments.All]);
        command.SetAction(parsed => NodeRun.Run(terminal, parsed, Runner.Requests.RunCommand.Snapshot));
        return command;
    }
}
