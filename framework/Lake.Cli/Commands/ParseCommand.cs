using System.CommandLine;
using Lake.Cli.Terminal;
using Lake.Cli.Workspaces;
using Lake.Project.Artifacts;
using Lake.Runner.Artifacts;

namespace Lake.Cli.Commands;

internal static class ParseCommand
{
    public static Command Create(TerminalContext terminal)
    {
        var command = new LakeCommand(
            "parse",
            "Read the project, say what is wrong with it, and write manifest.json; asks no engine",
            ["lake parse"]);
        command.SetAction(parsed => Run(terminal, Workspace.Open(terminal, parsed, "parse")));
        return command;
    }

    private static int Run(TerminalContext terminal, Workspace workspace)
    {
        TargetFiles.WriteManifest(workspace.Project, new Dictionary<string, CompiledRecord>());
        terminal.Output.Flush();
        return (int)ExitCode.Success;
    }
}
