using System.CommandLine;
using Lake.Cli.Arguments;
using Lake.Cli.Terminal;

namespace Lake.Cli.Commands;

internal static class RunModelsCommand
{
    public static Command Create(TerminalContext terminal)
    {
        var command = new LakeCommand(
            "run",
            "Build models, without testing them",
            [
                "lake run",
                "lake run --select stg_orders+              # a model and all that reads it",
            ]).With([.. SelectionArguments.All, .. RunArguments.All]);
        command.SetAction(parsed => NodeRun.Run(terminal, parsed, Runner.Requests.RunCommand.Run));
        return command;
    }
}
