using System.CommandLine;
using Lake.Cli.Terminal;
using Lake.Project.Loaded;
using Lake.Project.Settings;
using Lake.Runner.Requests;

namespace Lake.Cli.Arguments;

/// <summary>How the commands that run nodes go about it. The command line wins over the environment, that over the project's <c>flags</c>.</summary>
internal static class RunArguments
{
    public static readonly Option<int?> Threads = new Option<int?>("--threads")
    {
        Description = "Nodes worked on at a time; else what the profile says, else 4",
        HelpName = "n",
    }.NumberFrom(1);

    public static readonly Switch FullRefresh = new("full-refresh", "Rebuild incremental models and seeds from nothing", "-f");

    public static readonly Switch FailFast = new Switch("fail-fast", "Stop at the first failure", "-x").Recursive();

    public static readonly Switch StoreFailures = new("store-failures", "Keep the failing rows of tests in tables");

    public static readonly Switch Empty = new("empty", "Let sources, refs and seeds give no rows: try whether everything fits");

    public static readonly Switch KeptBackIsSuccess = new(
        "kept-back-is-success", "Call a node that was built and not published for its tests 'success' in artifacts and events, as dbt does");

    /// <summary>dbt's way to say one thread.</summary>
    public static readonly Switch SingleThreaded = new Switch("single-threaded", "One thread").Recursive().Hidden();

    public static IReadOnlyList<Option> All { get; } =
    [
        Threads, .. FullRefresh.Both, .. StoreFailures.Both, .. Empty.Both, .. KeptBackIsSuccess.Both,
        .. EventTimeArguments.All, BranchArguments.Branch,
    ];

    public static RunOptions Read(TerminalContext terminal, ParseResult parsed, RunCommand command, LoadedProject project)
    {
        var flags = project.Settings.Flags;
        return new RunOptions
        {
            Command = command,
            Threads = SingleThreaded.Read(parsed, terminal) == true ? 1 : ThreadsOf(command, parsed, project),
            FullRefresh = FullRefresh.Read(parsed, terminal, flags) == true,
            FailFast = FailFast.Read(parsed, terminal, flags) == true,
            StoreFailures = StoreFailures.Read(parsed, terminal, flags) == true ? true : null,
            Fuse = AuditArguments.Fuses(parsed, terminal),
            KeepFailed = AuditArguments.KeepFailed.Read(parsed, terminal) == true,
            PublishAll = AuditArguments.PublishesAll(parsed),
            Empty = Empty.Read(parsed, terminal) == true,
            EventTime = EventTimeArguments.ReadWindow(parsed, terminal),
            Sample = EventTimeArguments.ReadSample(parsed, terminal, project.Options.StartedAt),
            CallsKeptBackSuccess = KeptBackIsSuccess.Read(parsed, terminal, flags) == true,
            Deferral = command == RunCommand.Clone
                ? new Deferral(StateArguments.ReadState(terminal, parsed, project.Settings.Paths.Target), FavorState: true)
                : StateArguments.ReadDeferral(terminal, parsed, project.Settings.Paths.Target),
            WritesJson = OutputArguments.WriteJson.Read(parsed, terminal, flags) != false,
            Warnings = WarningPolicy.Of(project.Options, project.Settings),
        };
    }

    /// <summary>A profile says how many statements its warehouse may get at a time. Compiling is work of this machine's processors.</summary>
    private static int ThreadsOf(RunCommand command, ParseResult parsed, LoadedProject project) =>
        command == RunCommand.Compile && parsed.GetResult(Threads) is null
            ? Math.Max(project.Target.Threads, Environment.ProcessorCount)
            : project.Target.Threads;
}
