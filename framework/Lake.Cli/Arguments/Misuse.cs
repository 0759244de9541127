using System.CommandLine;
using System.CommandLine.Parsing;
using Lake.Cli.Rules;
using Lake.Text;

namespace Lake.Cli.Arguments;

/// <summary>A command line that does not fit, in words that say what would.</summary>
internal static class Misuse
{
    /// <summary>dbt's commands that have another name here, or none.</summary>
    private static readonly Dictionary<string, string> Others = new(StringComparer.Ordinal)
    {
        ["version"] = "write 'lake --version'",
    };

    public static IReadOnlyList<Diagnostic> Explain(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var unknown = Unknown(parsed).ToList();
        return unknown.Count > 0
            ? unknown
            : [.. parsed.Errors.Select(e => CliRules.Misused.At(null, Message(e), $"see '{Name(command)} --help'"))];
    }

    private static IEnumerable<Diagnostic> Unknown(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        var tokens = parsed.UnmatchedTokens;
        var isCommand = command is RootCommand && tokens is [['-', ..], ..] is false;
        var options = isCommand ? [] : tokens.Where(t => t.StartsWith('-')).ToList();
        foreach (var option in options)
        {
            yield return CliRules.Misused.At(
                null, $"'{Name(command)}' has no option '{option}'",
                WithHelp(Spelling.Hint(option, OptionNames(parsed, command)) ?? Elsewhere(parsed, option), $"'{Name(command)} --help' lists its options"));
        }

        // What follows an unknown option is mostly its value.
        if (options.Count > 0 || tokens.Count == 0)
        {
            yield break;
        }

        yield return command is RootCommand
            ? CliRules.Misused.At(
                null, $"there is no command '{tokens[0]}'",
                WithHelp(
                    Others.GetValueOrDefault(tokens[0]) ?? Spelling.Hint(tokens[0], command.Subcommands.SelectMany(c => c.Aliases.Prepend(c.Name))),
                    "'lake --help' lists the commands"))
            : CliRules.Misused.At(
                null, $"'{Name(command)}' cannot use '{tokens[0]}'",
                command.Options.Any(o => o.Name == "--select")
                    ? $"to choose nodes, write '{Name(command)} --select {tokens[0]}'"
                    : command.Arguments.Count > 0 ? "put quotes around a value with spaces" : $"see '{Name(command)} --help'");
    }

    private static string WithHelp(string? hint, string help) =>
        hint is null ? help : $"{hint}{(hint.EndsWith('?') ? "" : ";")} {help}";

    private static string? Elsewhere(ParseResult parsed, string option)
    {
        var commands = parsed.RootCommandResult.Command.Subcommands.Where(c => Names(c.Options).Contains(option)).Select(c => $"'{Name(c)}'").ToList();
        return commands.Count == 0 ? null : $"it is an option of {string.Join(", ", commands)}";
    }

    private static IEnumerable<string> OptionNames(ParseResult parsed, Command command) =>
        Names(command.Options.Concat(parsed.RootCommandResult.Command.Options));

    private static IEnumerable<string> Names(IEnumerable<Option> options) => options.SelectMany(o => o.Aliases.Prepend(o.Name));

    private static string Message(ParseError error) => error.SymbolResult is ArgumentResult { Tokens.Count: 0, Argument: { } argument, Parent: CommandResult { Command: var command } }
        ? $"'{Name(command)}' needs <{argument.Name}>"
        : error.Message.ReplaceLineEndings(" ").TrimEnd('.');

    private static string Name(Command command) => command is RootCommand ? "lake" : $"lake {command.Name}";
}
