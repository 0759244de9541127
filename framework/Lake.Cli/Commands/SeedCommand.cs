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
                "lake seed --select countries --show     # prints some of its rows",
            ]).With([.. SelectionArguments.All, .. RunArguments.All, .. SeedSample.Show.Both]);
        command.SetAction(parsed => NodeRun.Run(terminal, parsed, Runner.Requests.RunCommand.Seed));
        return command;
    }
}
