using System.CommandLine;
using Lake.Cli.Terminal;

namespace Lake.Cli.Commands;

internal static class CatalogCommand
{
    public static Command Create(TerminalContext terminal)
    {
        var command = new LakeCommand("catalog", "Let other programs use the project's catalog", ["lake catalog serve"]);
        command.Add(CatalogServeCommand.Create(terminal));
        return command;
    }
}
