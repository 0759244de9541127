using System.CommandLine;
using Lake.Cli.Rules;
using Lake.Iceberg.Metadata;

namespace Lake.Cli.Arguments;

/// <summary>Which branch of the lakehouse a command reads and writes.</summary>
internal static class BranchArguments
{
    public static readonly Option<string?> Branch = new("--branch")
    {
        Description = "Read and write this branch of every table, which begins where main is; lake publish makes it main",
        HelpName = "name",
    };

    /// <summary>Null for <c>main</c>. Fails for a name that cannot be one.</summary>
    public static string? Read(ParseResult parsed) => parsed.GetValue(Branch) is { } name ? Check(name) : null;

    /// <summary>Branches of views are told by their names, so those are kept plain.</summary>
    public static string Check(string name) =>
        name == SnapshotRef.Main ? throw CliRules.Misused.Error(null, "'main' is what everybody reads and no branch to work on", "give the branch another name")
        : name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') ? name
        : throw CliRules.Misused.Error(null, $"'{name}' cannot be the name of a branch", "use letters, digits, '-', '_' and '.'");
}
