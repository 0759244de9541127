using System.CommandLine;
using Lake.Cli.Arguments;
using Lake.Cli.Terminal;
using Lake.Runner.Requests;

namespace Lake.Cli.Commands;

internal static class CloneCommand
{
    public static Command Create(TerminalContext terminal)
    {
        var command = new LakeCommand(
            "clone",
            "Make the selected relations of this target show what --state built, without copying rows",
            ["lake clone --state ../production --target dev"])
            .With([.. SelectionArguments.All, ResourceTypeArguments.Types, ResourceTypeArguments.Excluded, RunArguments.Threads, .. RunArguments.FullRefresh.Both]);
        command.SetAction(parsed => NodeRun.Run(terminal, parsed, RunCommand.Clone));
        return command;
    }
}
