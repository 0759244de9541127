using System.CommandLine;
using Lake.Cli.Rules;
using Lake.Cli.Terminal;
using Lake.Project.States;
using Lake.Runner.Requests;
using Lake.Text;

namespace Lake.Cli.Arguments;

/// <summary>The artifacts of an earlier run, and what to take from them.</summary>
internal static class StateArguments
{
    public static readonly Option<string?> State = new("--state")
    {
        Description = "Folder with the manifest of an earlier run",
        HelpName = "folder",
        Recursive = true,
    };

    public static readonly Option<string?> DeferState = new("--defer-state")
    {
        Description = "The same for --defer alone; else --state",
        HelpName = "folder",
        Recursive = true,
    };

    public static readonly Switch Defer = new Switch("defer", "Read what is not selected and does not exist here from where --state built it").Recursive();

    public static readonly Switch FavorState = new Switch("favor-state", "With --defer: read everything that is not selected from there").Recursive();

    public static IReadOnlyList<Option> All { get; } = [State, DeferState, .. Defer.Both, .. FavorState.Both];

    /// <summary>The folder whose manifest <c>state:</c> compares with; null when none is given.</summary>
    public static string? Folder(TerminalContext terminal, ParseResult parsed) =>
        (parsed.GetValue(State) ?? terminal.Variable("STATE") ?? terminal.Variable("ARTIFACT_STATE_PATH")) is { } folder
            ? Path.GetFullPath(folder, terminal.CurrentDirectory)
            : null;

    /// <summary>What <c>--defer</c> reads from; null without it.</summary>
    public static Deferral? ReadDeferral(TerminalContext terminal, ParseResult parsed, string targetFolder) =>
        Defer.Read(parsed, terminal) == true
            ? new Deferral(ReadState(terminal, parsed, targetFolder), FavorState.Read(parsed, terminal) == true)
            : null;

    /// <summary>Fails when no folder is given.</summary>
    public static PreviousState ReadState(TerminalContext terminal, ParseResult parsed, string targetFolder)
    {
        var given = parsed.GetValue(DeferState) ?? terminal.Variable("DEFER_STATE");
        var folder = given is null ? Folder(terminal, parsed) : Path.GetFullPath(given, terminal.CurrentDirectory);
        if (folder is null)
        {
            throw CliRules.StateNeeded.Error(
                null, "--state or --defer-state are required for deferral, but neither was provided", "give --state the folder with the manifest of an earlier run");
        }

        if (folder == targetFolder)
        {
            terminal.Error.Write(DiagnosticText.Draw(
                CliRules.StateIsTarget.At(
                    null, $"The state and target directories are the same: '{Path.GetRelativePath(terminal.CurrentDirectory, folder)}'",
                    "copy the manifest of the earlier run elsewhere: this run overwrites it"),
                terminal.UseColors));
        }

        return new PreviousState(folder);
    }
}
