using System.CommandLine;
using Lake.Cli.Terminal;
using Lake.Project.Settings;
using Lake.Project.Values;
using Lake.Text;
using Lake.Yaml;
using Lake.Yaml.Tree;

namespace Lake.Cli.Arguments;

/// <summary>Command line and environment as what the loading of a project wants to know.</summary>
internal static class ProjectArguments
{
    public static ProjectOptions Read(TerminalContext terminal, ParseResult parsed, string command) => new()
    {
        WorkingDirectory = terminal.CurrentDirectory,
        ProjectDirectory = parsed.GetValue(GlobalArguments.ProjectDir) ?? terminal.Variable("PROJECT_DIR"),
        ProfilesDirectory = parsed.GetValue(GlobalArguments.ProfilesDir) ?? terminal.Variable("PROFILES_DIR"),
        Profile = parsed.GetValue(GlobalArguments.Profile) ?? terminal.Variable("PROFILE"),
        Target = parsed.GetValue(GlobalArguments.Target) ?? terminal.Variable("TARGET"),
        Vars = parsed.GetValue(GlobalArguments.Vars) ?? terminal.Variable("VARS"),
        TargetPath = parsed.GetValue(GlobalArguments.TargetPath) ?? terminal.Variable("TARGET_PATH"),
        Threads = Threads(terminal, parsed),
        PartialParse = GlobalArguments.PartialParse.Read(parsed, terminal) != false,
        Background = terminal.Background,
        WarnError = GlobalArguments.WarnError.Read(parsed, terminal),
        WarnErrorOptions = parsed.GetValue(GlobalArguments.WarnErrorOptions) ?? terminal.Variable("WARN_ERROR_OPTIONS"),
        FullRefresh = RunArguments.FullRefresh.Read(parsed, terminal) == true,
        Environment = terminal.Environment,
        Command = command,
        Flags = Flags(terminal, parsed, command),
    };

    private static int? Threads(TerminalContext terminal, ParseResult parsed) =>
        parsed.GetResult(RunArguments.Threads) is not null ? parsed.GetValue(RunArguments.Threads)
        : int.TryParse(terminal.Variable("THREADS"), out var threads) && threads > 0 ? threads
        : null;

    /// <summary>What <c>flags</c> and <c>invocation_args_dict</c> show and <c>run_results.json</c> keeps, for <c>retry</c> among others.</summary>
    private static ValueMap Flags(TerminalContext terminal, ParseResult parsed, string command)
    {
        var flags = new List<KeyValuePair<string, object?>>
        {
            new("which", command),
            new("invocation_command", string.Join(' ', parsed.Tokens.Select(t => t.Value).Prepend("lake"))),
            new("full_refresh", RunArguments.FullRefresh.Read(parsed, terminal) == true),
            new("fail_fast", RunArguments.FailFast.Read(parsed, terminal) == true),
            new("store_failures", RunArguments.StoreFailures.Read(parsed, terminal) == true),
            new("empty", RunArguments.Empty.Read(parsed, terminal) == true),
            new("defer", StateArguments.Defer.Read(parsed, terminal) == true),
            new("favor_state", StateArguments.FavorState.Read(parsed, terminal) == true),
            new("quiet", OutputArguments.Quiet.Read(parsed, terminal) == true),
            new("write_json", OutputArguments.WriteJson.Read(parsed, terminal) != false),
            new("print", OutputArguments.Prints(parsed, terminal)),
            new("warn_error", GlobalArguments.WarnError.Read(parsed, terminal) == true),
            new("vars", Vars(parsed.GetValue(GlobalArguments.Vars))),
        };
        Add("keep_failed", AuditArguments.KeepFailed.Read(parsed, terminal));
        Add("fuse", AuditArguments.Fuse.Read(parsed, terminal));
        Add("kept_back_is_success", RunArguments.KeptBackIsSuccess.Read(parsed, terminal));
        Add("publish", AuditArguments.PublishesAll(parsed) ? "all" : null);
        Add("no_load", parsed.GetResult(LoadArguments.NoLoad) is null ? null : parsed.GetValue(LoadArguments.NoLoad));
        Add("branch", Value(parsed, BranchArguments.Branch));
        Add("target", parsed.GetValue(GlobalArguments.Target));
        Add("profile", parsed.GetValue(GlobalArguments.Profile));
        Add("state", Value(parsed, StateArguments.State));
        Add("defer_state", Value(parsed, StateArguments.DeferState));
        Add("event_time_start", Value(parsed, EventTimeArguments.Start));
        Add("event_time_end", Value(parsed, EventTimeArguments.End));
        Add("sample", Value(parsed, EventTimeArguments.Sample));
        Add("threads", Threads(terminal, parsed) is { } threads ? (long)threads : null);
        Add("select", List(parsed, SelectionArguments.Select));
        Add("exclude", List(parsed, SelectionArguments.Exclude));
        Add("selector", Value(parsed, SelectionArguments.Selector));
        return new ValueMap(flags);

        void Add(string key, object? value)
        {
            if (value is not null)
            {
                flags.Add(new(key, value));
            }
        }
    }

    private static ValueMap Vars(string? text) =>
        text is not null && YamlDocument.Parse(new SourceFile("<--vars>", text)).Root is YamlMapping map ? PlainValues.MapFromYaml(map) : ValueMap.Empty;

    private static string? Value(ParseResult parsed, Option<string?> option) => parsed.GetResult(option) is null ? null : parsed.GetValue(option);

    private static ValueList? List(ParseResult parsed, Option<string[]> option) =>
        parsed.GetResult(option) is not null && parsed.GetValue(option) is { Length: > 0 } values ? new ValueList(values) : null;
}
