using System.CommandLine;
using Lake.Cli.Terminal;
using Lake.Project.Settings;
using Lake.Project.Values;

namespace Lake.Cli.Arguments;

/// <summary>Command line and environment as what the loading of a project wants to know.</summary>
internal static class ProjectArguments
{
    public static ProjectOptions Read(TerminalContext terminal, ParseResult parsed, string command)
    {
        var fullRefresh = Flag(parsed, RunArguments.FullRefresh);
        return new ProjectOptions
        {
            WorkingDirectory = terminal.CurrentDirectory,
            ProjectDirectory = parsed.GetValue(GlobalArguments.ProjectDir) ?? terminal.Variable("PROJECT_DIR"),
            ProfilesDirectory = parsed.GetValue(GlobalArguments.ProfilesDir) ?? terminal.Variable("PROFILES_DIR"),
            Profile = parsed.GetValue(GlobalArguments.Profile) ?? terminal.Variable("PROFILE"),
            Target = parsed.GetValue(GlobalArguments.Target) ?? terminal.Variable("TARGET"),
            Vars = parsed.GetValue(GlobalArguments.Vars),
            TargetPath = parsed.GetValue(GlobalArguments.TargetPath) ?? terminal.Variable("TARGET_PATH"),
            Threads = parsed.CommandResult.Command.Options.Contains(RunArguments.Threads) ? parsed.GetValue(RunArguments.Threads) : null,
            FullRefresh = fullRefresh,
            Environment = terminal.Environment,
            Command = command,
            Flags = new ValueMap([
                new("which", command),
                new("full_refresh", fullRefresh),
                new("fail_fast", Flag(parsed, RunArguments.FailFast)),
                new("store_failures", Flag(parsed, RunArguments.StoreFailures)),
            ]),
        };
    }

    private static bool Flag(ParseResult parsed, Option<bool> option) =>
        parsed.CommandResult.Command.Options.Contains(option) && parsed.GetValue(option);
}
