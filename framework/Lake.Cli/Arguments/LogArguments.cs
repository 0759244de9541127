using System.CommandLine;
using System.Globalization;
using Lake.Cli.Logs;
using Lake.Cli.Terminal;
using Lake.Project.Settings;
using Lake.Project.Values;

namespace Lake.Cli.Arguments;

/// <summary>
/// Which events a command writes, in which form and where. The command line wins over the environment, that over the
/// project's <c>flags</c>.
/// </summary>
internal static class LogArguments
{
    private const string FileName = "dbt.log";

    private static readonly string[] Formats = ["text", "json", "debug", "default"];

    private static readonly string[] Levels = ["debug", "info", "warn", "error", "none"];

    public static readonly Switch Debug = new Switch("debug", "Show every event, with the statements that are sent", "-d").Recursive();

    public static readonly Option<string?> Format = Global("--log-format", "text, or json for one event a line under dbt's names, or debug for lines with times and levels", "format").Among(Formats);

    public static readonly Option<string?> FormatOfFile = Global("--log-format-file", "The same for the log file; else as --log-format json says, or debug", "format").Among(Formats);

    public static readonly Option<string?> Level = Global("--log-level", "Write events of this level and above: debug, info, warn, error, none", "level").Among(Levels);

    public static readonly Option<string?> LevelOfFile = Global("--log-level-file", "The same for the log file; else as --log-level says, or debug. none writes no file", "level").Among(Levels);

    public static readonly Option<string?> Folder = Global("--log-path", "Folder of the log file dbt.log; else log-path of the project file, else logs", "folder");

    private static readonly Option<string?> MostBytes = Global("--log-file-max-bytes", "Size from which on a new log file is begun, 10 MiB when not given; 0 for no limit", "n");

    public static IReadOnlyList<Option> All { get; } = [.. Debug.Both, Format, FormatOfFile, Level, LevelOfFile, Folder, MostBytes];

    /// <summary>Whether standard output has events and no lines for people.</summary>
    /// <param name="flags">The project's; null while it is not known.</param>
    public static bool IsJson(ParseResult parsed, TerminalContext terminal, ValueMap? flags) => Text(parsed, terminal, flags, Format) == "json";

    /// <summary>Whether standard output has every event as a line, in place of the lines that people need.</summary>
    public static bool IsVerbose(ParseResult parsed, TerminalContext terminal, ValueMap flags) =>
        IsJson(parsed, terminal, flags) || Text(parsed, terminal, flags, Format) == "debug" || LevelOfTerminal(parsed, terminal, flags) == LogLevel.Debug;

    /// <summary>Whether nothing but errors, and what templates print, is to be seen.</summary>
    public static bool IsQuiet(ParseResult parsed, TerminalContext terminal, ValueMap flags) =>
        OutputArguments.Quiet.Read(parsed, terminal, flags) == true || LevelOfTerminal(parsed, terminal, flags) > LogLevel.Info;

    public static EventLog Open(ParseResult parsed, TerminalContext terminal, ProjectSettings settings, ProjectOptions options)
    {
        var flags = settings.Flags;
        var (level, levelOfFile) = (LevelOfTerminal(parsed, terminal, flags), LevelFor(Text(parsed, terminal, flags, LevelOfFile) ?? Text(parsed, terminal, flags, Level) ?? "debug"));
        var least = IsQuiet(parsed, terminal, flags) && level < LogLevel.Error ? LogLevel.Error : level;
        var writers = new List<ILogWriter>();
        if (IsJson(parsed, terminal, flags))
        {
            writers.Add(new JsonLines(terminal.Output, options.InvocationId, least));
        }
        else if (IsVerbose(parsed, terminal, flags))
        {
            writers.Add(new TextLines(terminal.Output, options.InvocationId, least));
        }

        if (levelOfFile != LogLevel.None)
        {
            var isJson = (Text(parsed, terminal, flags, FormatOfFile) ?? Text(parsed, terminal, flags, Format)) == "json";
            writers.Add(new LogFile(
                FileOf(parsed, terminal, settings), Most(parsed, terminal),
                file => isJson ? new JsonLines(file, options.InvocationId, levelOfFile) : new TextLines(file, options.InvocationId, levelOfFile)));
        }

        return new EventLog([.. writers]);
    }

    private static LogLevel LevelOfTerminal(ParseResult parsed, TerminalContext terminal, ValueMap flags) =>
        Debug.Read(parsed, terminal, flags) == true ? LogLevel.Debug : LevelFor(Text(parsed, terminal, flags, Level) ?? "info");

    private static LogLevel LevelFor(string word) => Enum.TryParse<LogLevel>(word, ignoreCase: true, out var level) ? level : LogLevel.Info;

    private static string FileOf(ParseResult parsed, TerminalContext terminal, ProjectSettings settings)
    {
        var folder = (parsed.GetValue(Folder) ?? terminal.Variable("LOG_PATH")) is { } given
            ? Path.GetFullPath(given, terminal.CurrentDirectory)
            : Path.GetFullPath(settings.Raw.Find("log-path") as string ?? "logs", settings.Directory);
        return Path.Combine(folder, FileName);
    }

    private static long Most(ParseResult parsed, TerminalContext terminal) =>
        long.TryParse(parsed.GetValue(MostBytes) ?? terminal.Variable("LOG_FILE_MAX_BYTES"), NumberStyles.None, CultureInfo.InvariantCulture, out var most) ? most : 10 * 1024 * 1024;

    private static string? Text(ParseResult parsed, TerminalContext terminal, ValueMap? flags, Option<string?> option)
    {
        var name = option.Name.TrimStart('-').Replace('-', '_');
        return parsed.GetValue(option) ?? terminal.Variable(name.ToUpperInvariant()) ?? flags?.Find(name) as string;
    }

    private static Option<string?> Global(string name, string description, string value) => new(name) { Description = description, HelpName = value, Recursive = true };
}
