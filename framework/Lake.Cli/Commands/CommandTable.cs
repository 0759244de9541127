using System.CommandLine;
using Lake.Cli.Terminal;

namespace Lake.Cli.Commands;

/// <summary>All commands, in the order in which help shows them.</summary>
internal static class CommandTable
{
    public static IEnumerable<Command> Create(TerminalContext terminal) =>
    [
        CleanCommand.Create(terminal),
    ];
}
