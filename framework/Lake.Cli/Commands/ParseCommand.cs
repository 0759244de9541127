using System.CommandLine;
using Lake.Cli.Arguments;
using Lake.Cli.Logs;
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
            ["lake parse"]).With(RunArguments.Threads);
        command.SetAction(parsed => Run(terminal, parsed, Workspace.Open(terminal, parsed, "parse")));
        return command;
    }

    private static int Run(TerminalContext terminal, ParseResult parsed, Workspace workspace)
    {
        using var output = CommandOutput.Open(terminal, parsed, workspace);
        TargetFiles.WriteManifest(workspace.Project, new Dictionary<string, CompiledRecord>());
        CommandEvents.Complete(output.Log, workspace.Options, succeeded: true);
        terminal.Output.Flush();
        return (int)ExitCode.Success;
    }
}
