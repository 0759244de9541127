using System.CommandLine;
using Lake.Cli.Terminal;

namespace Lake.Cli.Arguments;

/// <summary>What every command prints, and how.</summary>
internal static class OutputArguments
{
    public static readonly Switch Colors = new Switch("use-colors", "Write colours; else on a terminal only", "--color").Recursive();

    public static readonly Option<bool> NoColor = new("--no-color") { Description = "Write no colours", Recursive = true };

    public static readonly Switch Quiet = new Switch("quiet", "Print errors and what was asked for only", "-q").Recursive();

    public static readonly Switch Print = new Switch("print", "Print what templates print; the default").Recursive();

    public static readonly Switch WriteJson = new Switch("write-json", "Write manifest.json and run_results.json; the default").Recursive().Hidden();

    /// <summary>Whether what templates print is shown.</summary>
    public static bool Prints(ParseResult parsed, TerminalContext terminal) => Print.Read(parsed, terminal) ?? terminal.Flag("NO_PRINT") != true;

    public static IReadOnlyList<Option> All { get; } = [.. Colors.Both, NoColor, .. Quiet.Both, .. Print.Both, .. WriteJson.Both, .. LogArguments.All];
}
