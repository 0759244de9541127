using System.CommandLine;
using Lake.Cli.Arguments;
using Lake.Cli.Terminal;

namespace Lake.Cli.Commands;

internal static class SeedCommand
{
    public static Command Create(TerminalContext terminal)
    {
        var command = new LakeCommand(
            "seed",
            "Load seed files (CSV) into tables",
            [
                "lake seed",
                "lake seed --full-refresh",
            ]).With([.. SelectionArguments.All, .. RunArguments.All]);
        command.SetAction(parsed => NodeRun.Run(terminal, parsed, Runner.Requests.RunCommand.Seed));
        return command;
    }
}
