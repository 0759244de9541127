using System.CommandLine;
using Lake.Cli.Terminal;

namespace Lake.Cli.Commands;

internal static class CleanCommand
{
    public static Command Create(TerminalContext terminal)
    {
        var command = new Command("clean", "Delete compiled SQL and artifacts; tables are never touched");
        command.SetAction(_ => terminal.IsInteractive ? 1 : 0);
        return command;
    }
}
