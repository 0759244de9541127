using System.CommandLine;
using Lake.Cli.Terminal;

namespace Lake.Cli.Arguments;

/// <summary>What every command prints, and how.</summary>
internal static class OutputArguments
{
    public static readonly Switch Colors = new Switch("use-colors", "Write colours; else on a terminal only", "--color").Recursive();

    public static readonly Option<bool> NoColor = new("--no-color") { Description = "Write no colours", Recursive = true };

    public static readonly Switch Quiet = new Switch("quiet", "Print errors and what was asked for only", "-q").Recursive();

    public static readonly Switch Print = new Switch("print", "Taken and ignored").Recursive().Hidden();

    public static readonly Switch Debug = new Switch("debug", "Taken for scripts of dbt", "-d").Recursive().Hidden();

    public static readonly Switch WriteJson = new Switch("write-json", "Write manifest.json and run_results.json; the default").Recursive().Hidden();

    public static readonly Option<string?> LogFormat = new Option<string?>("--log-format")
    {
        Description = "text, or json for one event a line under dbt's names",
        HelpName = "format",
        Recursive = true,
    }.Among("text", "json", "debug", "default");

    /// <summary>Whether events are written as JSON.</summary>
    public static bool IsJson(ParseResult parsed, TerminalContext terminal) =>
        (parsed.GetValue(LogFormat) ?? terminal.Variable("LOG_FORMAT")) == "json";

    /// <summary>Null where text is written.</summary>
    public static JsonEvents? Events(ParseResult parsed, TerminalContext terminal, string invocationId) =>
        IsJson(parsed, terminal) ? new JsonEvents(terminal.Output, invocationId) : null;

    public static IReadOnlyList<Option> All { get; } =
        [.. Colors.Both, NoColor, .. Quiet.Both, .. Print.Both, .. Debug.Both, .. WriteJson.Both, LogFormat];
}
