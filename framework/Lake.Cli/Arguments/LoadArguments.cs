using System.CommandLine;

namespace Lake.Cli.Arguments;

/// <summary>Whether a command loads the streams' new files with what it runs.</summary>
internal static class LoadArguments
{
    public static readonly Option<bool> NoLoad = new("--no-load")
    {
        Description = "Do not load the streams' new files",
    };

    /// <summary>Not where a command lacks the option, nor onto branches.</summary>
    public static bool Loads(ParseResult parsed) =>
        parsed.CommandResult.Command.Options.Contains(NoLoad) && !parsed.GetValue(NoLoad) && BranchArguments.Read(parsed) is null;
}
