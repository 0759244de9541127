using System.CommandLine;
using System.Globalization;
using Lake.Cli.Rules;
using Lake.Cli.Terminal;
using Lake.Cli.Workspaces;
using Lake.Loader.Loading;
using Lake.Loader.Streams;
using Lake.Text;

namespace Lake.Cli.Commands;

internal static class LoadCommand
{
    private static readonly Option<string[]> Stream = new("--stream", "--select", "-s")
    {
        Description = "Streams to load; else all",
        HelpName = "name",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [],
    };

    private static readonly Option<string[]> FullRefresh = new("--full-refresh", "-f")
    {
        Description = "Make the tables of these streams, or of all chosen, anew of all their files, in one commit each",
        HelpName = "name",
        Arity = ArgumentArity.ZeroOrMore,
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Tell what would be loaded and changed; change nothing" };

    private static readonly Option<string?> From = new("--from") { Description = "Load only files of this day and later, as their paths tell the day", HelpName = "yyyy-mm-dd" };

    private static readonly Option<string?> To = new("--to") { Description = "Load only files up to this day", HelpName = "yyyy-mm-dd" };

    private static readonly Option<bool> Reload = new("--reload") { Description = "Load files that were loaded before too, in the place of their old rows" };

    private static readonly Option<bool> WriteContract = new("--write-contract")
    {
        Description = "Write the columns and types that the files have beside the streams' files, for review; load nothing",
    };

    private static readonly Option<bool> ReplayRejected = new("--replay-rejected")
    {
        Description = "Parse rejected rows and files again under today's contract; those that pass are loaded",
    };

    public static Command Create(TerminalContext terminal)
    {
        var command = new LakeCommand(
            "load",
            "Load the new files of the project's streams into raw tables, each file once",
            [
                "lake load",
                "lake load --stream shopify.orders       # or all of a source: --stream shopify",
                "lake load --dry-run                     # files, bytes, schema changes, commits to come",
                "lake load --from 2025-01-01 --to 2025-01-31 --reload",
                "lake load --full-refresh shopify.orders",
                "lake load --write-contract              # columns and types as the files have them, for review",
                "lake load --replay-rejected             # after a fix of the contract",
            ]).With(Stream, FullRefresh, DryRun, From, To, Reload, WriteContract, ReplayRejected);
        command.SetAction(parsed => Run(terminal, parsed));
        return command;
    }

    private static int Run(TerminalContext terminal, ParseResult parsed)
    {
        var workspace = Workspace.OpenWithoutNodes(terminal, parsed, "load");
        var refreshed = parsed.GetValue(FullRefresh) ?? [];
        string[] names = [.. (parsed.GetValue(Stream) ?? []).Union(refreshed)];
        var unknown = names.Where(name => !workspace.Streams.Any(s => Means(name, s))).ToList();
        if (unknown.Count > 0)
        {
            throw new DiagnosticException([.. unknown.Select(name => CliRules.UnknownStream.At(
                workspace.Settings.Streams?.Location, $"there is no stream '{name}'", NearestStream(name, workspace)))]);
        }

        if (workspace.Streams.IsEmpty)
        {
            terminal.Output.WriteLine("The project declares no streams: nothing to load.");
            return (int)ExitCode.Success;
        }

        using var engine = workspace.OpenEngine();
        var chosen = names.Length == 0 ? workspace.Streams : [.. workspace.Streams.Where(s => names.Any(name => Means(name, s)))];
        var anew = parsed.GetResult(FullRefresh) is null ? [] : chosen.Where(s => refreshed.Length == 0 || refreshed.Any(name => Means(name, s)));
        var options = new LoadOptions(workspace.Settings.Directory)
        {
            FullRefresh = [.. anew.Select(s => s.Name)],
            From = Day(parsed.GetValue(From), "--from"),
            To = Day(parsed.GetValue(To), "--to"),
            Reload = parsed.GetValue(Reload),
        };
        using var output = CommandOutput.Open(terminal, parsed, workspace);
        var isDry = parsed.GetValue(DryRun);
        var succeeded = parsed.GetValue(WriteContract) ? StreamRun.WriteContracts(terminal, workspace, engine, chosen, options, isDry)
            : isDry ? StreamRun.Plan(terminal, workspace, engine, chosen, options)
            : StreamRun.Load(workspace, engine, chosen, options, output, isReplay: parsed.GetValue(ReplayRejected));
        return (int)(succeeded ? ExitCode.Success : ExitCode.Failure);
    }

    /// <summary>A stream goes by its name, and with others of its source by that.</summary>
    private static bool Means(string name, StreamDefinition stream) =>
        stream.Name == name || stream.Name.StartsWith(name + ".", StringComparison.Ordinal);

    private static DateOnly? Day(string? text, string option) => text is null ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : throw CliRules.Misused.Error(null, $"'{text}' behind {option} is no day", "write it as 2025-01-31");

    private static string NearestStream(string name, Workspace workspace) =>
        Spelling.Hint(name, workspace.Streams.Select(s => s.Name))
            ?? (workspace.Streams.IsEmpty
                ? $"declare it in project/streams/<source>/<stream>.yml, or under 'streams:' in {workspace.Settings.Source.Path}"
                : $"there are: {string.Join(", ", workspace.Streams.Select(s => s.Name))}");
}
