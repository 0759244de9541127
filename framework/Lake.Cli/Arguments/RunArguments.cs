using System.CommandLine;
using Lake.Project.Settings;
using Lake.Runner.Requests;

namespace Lake.Cli.Arguments;

/// <summary>How the commands that run nodes go about it.</summary>
internal static class RunArguments
{
    public static readonly Option<int?> Threads = new Option<int?>("--threads")
    {
        Description = "Nodes worked on at a time; else what the profile says, else 4",
        HelpName = "n",
    }.NumberFrom(1);

    public static readonly Option<bool> FullRefresh = new("--full-refresh", "-f")
    {
        Description = "Rebuild incremental models and seeds from nothing",
    };

    public static readonly Option<bool> FailFast = new("--fail-fast", "-x")
    {
        Description = "Stop at the first failure",
    };

    public static readonly Option<bool> StoreFailures = new("--store-failures")
    {
        Description = "Keep the failing rows of tests in tables",
    };

    public static IReadOnlyList<Option> All { get; } = [Threads, FullRefresh, FailFast, StoreFailures];

    public static RunOptions Read(ParseResult parsed, RunCommand command, Target target) => new()
    {
        Command = command,
        Threads = parsed.GetValue(Threads) ?? target.Threads,
        FullRefresh = parsed.GetValue(FullRefresh),
        FailFast = parsed.GetValue(FailFast),
        StoreFailures = parsed.GetValue(StoreFailures) ? true : null,
    };
}
