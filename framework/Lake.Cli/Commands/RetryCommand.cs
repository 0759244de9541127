using System.CommandLine;
using System.CommandLine.Parsing;
using Lake.Cli.Arguments;
using Lake.Cli.Rules;
using Lake.Cli.Terminal;
using Lake.Cli.Workspaces;
using Lake.Project.Values;
using Lake.Runner.Artifacts;
using Lake.Runner.Requests;

namespace Lake.Cli.Commands;

internal static class RetryCommand
{
    /// <summary>The commands that can be done again, by dbt's name.</summary>
    private static readonly Dictionary<string, RunCommand> Commands = new(StringComparer.Ordinal)
    {
        ["build"] = RunCommand.Build,
        ["run"] = RunCommand.Run,
        ["test"] = RunCommand.Test,
        ["seed"] = RunCommand.Seed,
        ["snapshot"] = RunCommand.Snapshot,
        ["compile"] = RunCommand.Compile,
        ["clone"] = RunCommand.Clone,
    };

    /// <summary>Options of the earlier command line that the new one takes over, by their name in <c>run_results.json</c>.</summary>
    private static readonly (string Key, string Option)[] Switches =
    [
        ("full_refresh", "--full-refresh"), ("fail_fast", "--fail-fast"), ("store_failures", "--store-failures"), ("empty", "--empty"),
        ("defer", "--defer"), ("favor_state", "--favor-state"), ("warn_error", "--warn-error"), ("keep_failed", "--keep-failed"), ("no_load", "--no-load"),
        ("kept_back_is_success", "--kept-back-is-success"),
    ];

    private static readonly (string Key, string Option)[] Values =
    [
        ("target", "--target"), ("profile", "--profile"), ("state", "--state"), ("defer_state", "--defer-state"), ("threads", "--threads"),
        ("event_time_start", "--event-time-start"), ("event_time_end", "--event-time-end"), ("sample", "--sample"), ("publish", "--publish"), ("branch", "--branch"),
    ];

    public static Command Create(TerminalContext terminal)
    {
        var command = new LakeCommand(
            "retry",
            "Do the last command again for what failed or was skipped, with its options",
            ["lake retry"]).With([RunArguments.Threads, .. RunArguments.FullRefresh.Both]);
        command.SetAction(parsed => Run(terminal, parsed));
        return command;
    }

    private static int Run(TerminalContext terminal, ParseResult parsed)
    {
        var settings = Workspace.OpenWithoutNodes(terminal, parsed, "retry").Settings;
        var folder = StateArguments.Folder(terminal, parsed) ?? settings.Paths.Target;
        var last = LastRun.Read(folder);
        if (!Commands.TryGetValue(last.Command, out var again))
        {
            throw CliRules.Misused.Error(null, $"'{last.Command}' cannot be retried", "run the command itself again");
        }

        if (last.Unfinished.Count == 0)
        {
            terminal.Output.WriteLine($"Nothing to retry: everything of the last '{last.Command}' ended well.");
            return (int)ExitCode.Success;
        }

        var words = Words(last, parsed);
        return NodeRun.Run(terminal, CommandLine.Root(terminal).Parse(words, CommandLine.Syntax), again, last: last);
    }

    /// <summary>The earlier command line with what the new one says on top.</summary>
    private static List<string> Words(LastRun last, ParseResult parsed)
    {
        var words = new List<string> { last.Command };
        words.AddRange(Switches.Where(s => last.Arguments.Find(s.Key) is true).Select(s => s.Option));
        if (last.Arguments.Find("fuse") is false)
        {
            words.Add("--no-fuse");
        }

        foreach (var (key, option) in Values)
        {
            if (last.Arguments.Find(key) is { } value && parsed.GetResult(option) is null)
            {
                words.AddRange([option, PlainValues.Text(value)]);
            }
        }

        if (last.Arguments.Find("vars") is ValueMap { Count: > 0 } vars && parsed.GetResult(GlobalArguments.Vars) is null)
        {
            words.AddRange(["--vars", PlainJson.Text(vars)]);
        }

        words.AddRange(parsed.Tokens.Where(t => t.Type != TokenType.Command).Select(t => t.Value));
        return words;
    }
}
