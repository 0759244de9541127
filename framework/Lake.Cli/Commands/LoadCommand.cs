using System.CommandLine;
using Lake.Cli.Rules;
using Lake.Cli.Terminal;
using Lake.Cli.Workspaces;
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

    public static Command Create(TerminalContext terminal)
    {
        var command = new LakeCommand(
            "load",
            "Load the new files of the project's streams into raw tables, each file once",
            ["lake load", "lake load --stream stripe_events", "lake load --full-refresh stripe_events"]).With(Stream, FullRefresh);
        command.SetAction(parsed => Run(terminal, parsed));
        return command;
    }

    private static int Run(TerminalContext terminal, ParseResult parsed)
    {
        var workspace = Workspace.OpenWithoutNodes(terminal, parsed, "load");
        var refreshed = parsed.GetValue(FullRefresh) ?? [];
        string[] names = [.. (parsed.GetValue(Stream) ?? []).Union(refreshed)];
        var unknown = names.Except(workspace.Streams.Select(s => s.Name)).ToList();
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
        var chosen = names.Length == 0 ? workspace.Streams : [.. workspace.Streams.Where(s => names.Contains(s.Name))];
        var anew = refreshed.Length > 0 ? refreshed
            : parsed.GetResult(FullRefresh) is null ? []
            : chosen.Select(s => s.Name);
        return (int)(StreamRun.Load(terminal, workspace, engine, chosen, [.. anew]) ? ExitCode.Success : ExitCode.Failure);
    }

    private static string NearestStream(string name, Workspace workspace) =>
        Spelling.Hint(name, workspace.Streams.Select(s => s.Name))
            ?? (workspace.Streams.IsEmpty
                ? $"declare it under 'streams:' in {workspace.Settings.Source.Path}"
                : $"there are: {string.Join(", ", workspace.Streams.Select(s => s.Name))}");
}
