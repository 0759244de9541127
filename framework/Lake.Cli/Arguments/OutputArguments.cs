using System.CommandLine;

namespace Lake.Cli.Arguments;

/// <summary>What every command prints, and how.</summary>
internal static class OutputArguments
{
    public static readonly Switch Colors = new Switch("use-colors", "Write colours; else on a terminal only", "--color").Recursive();

    public static readonly Option<bool> NoColor = new("--no-color") { Description = "Write no colours", Recursive = true };

    public static readonly Switch Quiet = new Switch("quiet", "Print results and errors only", "-q").Recursive();

    public static readonly Switch Print = new Switch("print", "Print what templates print; the default").Recursive().Hidden();

    public static readonly Switch Debug = new Switch("debug", "Taken for scripts of dbt", "-d").Recursive().Hidden();

    public static readonly Switch WriteJson = new Switch("write-json", "Write manifest.json and run_results.json; the default").Recursive().Hidden();

    public static readonly Option<string?> LogFormat = new Option<string?>("--log-format")
    {
        Description = "text, or json for one event a line under dbt's names",
        HelpName = "format",
        Recursive = true,
    }.Among("text", "json", "debug", "default");

    public static readonly Option<string?> LogLevel = new Option<string?>("--log-level")
    {
        Description = "Least level of events to print: debug, info, warn, error, none",
        HelpName = "level",
        Recursive = true,
    }.Among("debug", "info", "warn", "error", "none");

    public static IReadOnlyList<Option> All { get; } =
        [.. Colors.Both, NoColor, .. Quiet.Both, .. Print.Both, .. Debug.Both, .. WriteJson.Both, LogFormat, LogLevel];
}
