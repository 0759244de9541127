using System.CommandLine;
using Lake.Cli.Terminal;
using Lake.Project.Selecting;
using Lake.Project.Settings;

namespace Lake.Cli.Arguments;

/// <summary>Which nodes: dbt's selection syntax.</summary>
internal static class SelectionArguments
{
    private static readonly Dictionary<string, IndirectSelection> Modes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["eager"] = Project.Selecting.IndirectSelection.Eager,
        ["cautious"] = Project.Selecting.IndirectSelection.Cautious,
        ["buildable"] = Project.Selecting.IndirectSelection.Buildable,
        ["empty"] = Project.Selecting.IndirectSelection.Empty,
    };

    public static readonly Option<string[]> Select = new("--select", "-s", "--models", "--model", "-m")
    {
        Description = "Nodes to take: names, +upstream, downstream+, tag:x, path:models/gold; a space is a union, a comma an intersection",
        HelpName = "selection",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [],
    };

    public static readonly Option<string[]> Exclude = new("--exclude")
    {
        Description = "Nodes to leave out, in the same syntax",
        HelpName = "selection",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [],
    };

    public static readonly Option<string?> Selector = new("--selector")
    {
        Description = "A selection that selectors.yml defines",
        HelpName = "name",
    };

    public static readonly Option<string?> IndirectSelection = new Option<string?>("--indirect-selection")
    {
        Description = "Which tests come along: those with any parent selected (eager), with all parents (cautious), with all parents selected or upstream (buildable), none (empty)",
        HelpName = "mode",
        Recursive = true,
    }.Among([.. Modes.Keys]);

    public static IReadOnlyList<Option> All { get; } = [Select, Exclude, Selector];

    /// <summary>Whether the nodes are named by dbt's old option, which <c>ls</c> takes for models alone.</summary>
    public static bool NamesModels(ParseResult parsed) => parsed.GetResult(Select)?.IdentifierToken?.Value is "-m" or "--models" or "--model";

    /// <summary>Whether the command line narrows the project down.</summary>
    public static bool IsGiven(ParseResult parsed) =>
        parsed.GetValue(Select) is { Length: > 0 } || parsed.GetValue(Exclude) is { Length: > 0 } || parsed.GetValue(Selector) is not null;

    public static SelectionOptions Read(TerminalContext terminal, ParseResult parsed, ProjectSettings settings) => new()
    {
        Select = [.. parsed.GetValue(Select) ?? []],
        Exclude = [.. parsed.GetValue(Exclude) ?? []],
        Selector = parsed.GetValue(Selector),
        Indirect = Modes.GetValueOrDefault(
            parsed.GetValue(IndirectSelection) ?? terminal.Variable("INDIRECT_SELECTION") ?? settings.Flags.Find("indirect_selection") as string ?? "eager"),
        StateDirectory = StateArguments.Folder(terminal, parsed),
        ResourceTypes = ResourceTypeArguments.Read(parsed, terminal),
    };
}
