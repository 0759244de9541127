using System.CommandLine;
using System.Globalization;
using Lake.Cli.Rules;
using Lake.Cli.Terminal;
using Lake.Project.Contexts;
using Lake.Project.Values;
using Lake.Runner.Batches;
using Lake.Text;
using Lake.Yaml;
using Lake.Yaml.Tree;

namespace Lake.Cli.Arguments;

/// <summary>Which event time microbatch models build, and which a run reads.</summary>
internal static class EventTimeArguments
{
    public static readonly Option<string?> Start = new("--event-time-start")
    {
        Description = "Build microbatch models from this time on, in UTC",
        HelpName = "time",
    };

    public static readonly Option<string?> End = new("--event-time-end")
    {
        Description = "Build microbatch models up to this time",
        HelpName = "time",
    };

    public static readonly Option<string?> Sample = new("--sample")
    {
        Description = "Read only so much of inputs that have an event time: '3 days', or '{start: 2024-01-01, end: 2024-02-01}'",
        HelpName = "window",
    };

    public static IReadOnlyList<Option> All { get; } = [Start, End, Sample];

    public static EventWindow? ReadWindow(ParseResult parsed, TerminalContext terminal) => (Given(parsed, terminal, Start), Given(parsed, terminal, End)) switch
    {
        (null, null) => null,
        ({ } start, { } end) => Window(Start.Name, start, end),
        var (start, _) => throw CliRules.Misused.Error(
            null, $"{(start is null ? End.Name : Start.Name)} was given without {(start is null ? Start.Name : End.Name)}", "give both"),
    };

    public static EventWindow? ReadSample(ParseResult parsed, TerminalContext terminal, DateTimeOffset now)
    {
        if (Given(parsed, terminal, Sample)?.Trim() is not { Length: > 0 } text)
        {
            return null;
        }

        if (text[0] == '{')
        {
            var map = YamlDocument.Parse(new SourceFile("<--sample>", text)).Root is YamlMapping written ? PlainValues.MapFromYaml(written) : null;
            return Window(Sample.Name, PlainValues.Text(map?.Find("start")), PlainValues.Text(map?.Find("end")));
        }

        return text.Split(' ') is [var number, var unit]
            && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            && BatchSizes.Find(unit.TrimEnd('s').ToLowerInvariant()) is { } size
                ? new EventWindow(size.Offset(now, -count), now)
                : throw CliRules.Misused.Error(null, $"'{text}' is no value of '{Sample.Name}'", "write a number and hours, days, months or years: '3 days'");
    }

    /// <summary>The environment speaks to commands that have the option.</summary>
    private static string? Given(ParseResult parsed, TerminalContext terminal, Option<string?> option) => parsed.GetValue(option)
        ?? (parsed.CommandResult.Command.Options.Contains(option) ? terminal.Variable(option.Name.TrimStart('-').Replace('-', '_').ToUpperInvariant()) : null);

    private static EventWindow Window(string option, string start, string end)
    {
        if (EventWindow.ReadTime(start) is not { } from || EventWindow.ReadTime(end) is not { } to)
        {
            throw CliRules.Misused.Error(null, $"'{(EventWindow.ReadTime(start) is null ? start : end)}' is no time for '{option}'", "write a day, 2024-01-31, or a time, 2024-01-31T12:00:00");
        }

        return from < to ? new EventWindow(from, to) : throw CliRules.Misused.Error(null, $"the window of '{option}' ends before it begins", "let its start lie before its end");
    }
}
