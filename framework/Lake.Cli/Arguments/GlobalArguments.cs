using System.CommandLine;

namespace Lake.Cli.Arguments;

/// <summary>Options that every command takes, before or after its name.</summary>
internal static class GlobalArguments
{
    public static readonly Option<string?> ProjectDir = new("--project-dir")
    {
        Description = "Folder of lake_project.yml or dbt_project.yml; else the working folder or the nearest above it",
        HelpName = "folder",
        Recursive = true,
    };

    public static readonly Option<string?> ProfilesDir = new("--profiles-dir")
    {
        Description = "Folder of profiles.yml; else the working folder, the project, ~/.dbt",
        HelpName = "folder",
        Recursive = true,
    };

    public static readonly Option<string?> Profile = new("--profile")
    {
        Description = "Profile to use instead of the project's",
        HelpName = "name",
        Recursive = true,
    };

    public static readonly Option<string?> Target = new("--target", "-t")
    {
        Description = "Output of the profile to build into",
        HelpName = "name",
        Recursive = true,
    };

    public static readonly Option<string?> Vars = new("--vars")
    {
        Description = "Variables as YAML: '{day: 2024-01-31}'",
        HelpName = "yaml",
        Recursive = true,
    };

    public static readonly Option<string?> TargetPath = new("--target-path")
    {
        Description = "Folder for compiled SQL and artifacts",
        HelpName = "folder",
        Recursive = true,
    };

    public static readonly Switch PartialParse = new Switch("partial-parse", "Read only files that changed since the last time, which is the default").Recursive();

    public static readonly Switch WarnError = new Switch("warn-error", "Take every warning for an error").Recursive();

    public static readonly Option<string?> WarnErrorOptions = new("--warn-error-options")
    {
        Description = "Which warnings are errors and which are not told, by id or by dbt's name: '{error: all, warn: [test-warned], silence: [NoNodesForSelectionCriteria]}'",
        HelpName = "yaml",
        Recursive = true,
    };

    public static IReadOnlyList<Option> All { get; } =
        [ProjectDir, ProfilesDir, Profile, Target, Vars, TargetPath, .. PartialParse.Both, SelectionArguments.IndirectSelection, .. StateArguments.All,
            .. RunArguments.FailFast.Both, .. RunArguments.SingleThreaded.Both, .. WarnError.Both, WarnErrorOptions, .. OutputArguments.All, .. IgnoredArguments.All];
}
