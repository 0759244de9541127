using System.CommandLine;
using Lake.Cli.Terminal;
using Lake.Project.Values;

namespace Lake.Cli.Arguments;

/// <summary>A flag with an opposite: <c>--defer</c>, <c>--no-defer</c>, and the variables <c>LAKE_DEFER</c> and <c>DBT_DEFER</c>.</summary>
internal sealed class Switch
{
    private readonly string _variable;

    public Switch(string name, string description, params string[] aliases)
    {
        _variable = name.ToUpperInvariant().Replace('-', '_');
        On = new Option<bool>($"--{name}", aliases) { Description = description };
        Off = new Option<bool>($"--no-{name}") { Description = $"The opposite of --{name}", Hidden = true };
    }

    public Option<bool> On { get; }

    public Option<bool> Off { get; }

    public IReadOnlyList<Option> Both => [On, Off];

    /// <summary>The same for every command.</summary>
    public Switch Recursive()
    {
        On.Recursive = Off.Recursive = true;
        return this;
    }

    /// <summary>Taken so that scripts need no change, and shown nowhere.</summary>
    public Switch Hidden()
    {
        On.Hidden = true;
        return this;
    }

    /// <summary>The command line, else the environment; null when neither says anything.</summary>
    public bool? Read(ParseResult parsed, TerminalContext terminal) =>
        Given(parsed, On) ? true
        : Given(parsed, Off) ? false
        : terminal.Flag(_variable);

    /// <summary>The same, else what the project's <c>flags</c> say.</summary>
    public bool? Read(ParseResult parsed, TerminalContext terminal, ValueMap flags) =>
        Read(parsed, terminal) ?? flags.Find(_variable.ToLowerInvariant()) as bool?;

    private static bool Given(ParseResult parsed, Option<bool> option) => parsed.GetResult(option) is { Implicit: false } && parsed.GetValue(option);
}
