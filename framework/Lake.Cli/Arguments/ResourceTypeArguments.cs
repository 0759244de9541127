using System.Collections.Immutable;
using System.CommandLine;
using Lake.Cli.Terminal;
using Lake.Project.Nodes;

namespace Lake.Cli.Arguments;

/// <summary>Which kinds of node.</summary>
internal static class ResourceTypeArguments
{
    /// <summary>Kinds that dbt knows and that take nothing away here, and its words for all of them.</summary>
    private static readonly string[] Others = ["function", "default", "all"];

    private static readonly string[] Words = [.. Enum.GetValues<ResourceType>().Select(t => t.Word()).Concat(Others).Distinct()];

    public static readonly Option<string[]> Types = new Option<string[]>("--resource-type", "--resource-types")
    {
        Description = "Kinds of node to take: model, seed, snapshot, test, source, analysis, exposure, unit_test, metric, semantic_model, saved_query, all",
        HelpName = "kind",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [],
    }.ListedAmong(Words);

    public static readonly Option<string[]> Excluded = new Option<string[]>("--exclude-resource-type", "--exclude-resource-types")
    {
        Description = "Kinds of node to leave out",
        HelpName = "kind",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [],
    }.ListedAmong(Words);

    /// <summary>Whether a kind is asked for by name.</summary>
    public static bool IsGiven(ParseResult parsed, TerminalContext terminal) => Given(parsed, terminal, Types).Length > 0;

    /// <summary>Empty when every kind is taken.</summary>
    public static ImmutableArray<ResourceType> Read(ParseResult parsed, TerminalContext terminal)
    {
        var (taken, left) = (Given(parsed, terminal, Types), Given(parsed, terminal, Excluded));
        var all = taken.Length == 0 || taken.Intersect(["all", "default"]).Any();
        return all && left.Length == 0
            ? []
            : [.. Enum.GetValues<ResourceType>().Where(t => (all || taken.Contains(t.Word())) && !left.Contains(t.Word()))];
    }

    /// <summary>The environment speaks to commands that have the option; its words are separated by spaces.</summary>
    private static string[] Given(ParseResult parsed, TerminalContext terminal, Option<string[]> option) =>
        !parsed.CommandResult.Command.Options.Contains(option) ? []
        : parsed.GetValue(option) is { Length: > 0 } given ? [.. given.SelectMany(OptionValues.Listed)]
        : OptionValues.Listed(terminal.Variable(option == Types ? "RESOURCE_TYPES" : "EXCLUDE_RESOURCE_TYPES") ?? "");
}
