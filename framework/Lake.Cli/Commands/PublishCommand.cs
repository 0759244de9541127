using System.CommandLine;
using Lake.Cli.Arguments;
using Lake.Cli.Rules;
using Lake.Cli.Terminal;
using Lake.Cli.Workspaces;
using Lake.Iceberg.Branches;

namespace Lake.Cli.Commands;

internal static class PublishCommand
{
    private static readonly Argument<string> Name = new("name") { Description = "Of the branch" };

    private static readonly Option<bool> Discard = new("--discard") { Description = "Give the branch up instead" };

    public static Command Create(TerminalContext terminal)
    {
        var command = new LakeCommand(
            "publish",
            "Make a branch, built with --branch, what everybody reads: all of its tables or none",
            ["lake build --branch dev && lake publish dev", "lake publish dev --discard"]).With(Discard);
        command.Add(Name);
        command.SetAction(parsed => Run(terminal, parsed));
        return command;
    }

    private static int Run(TerminalContext terminal, ParseResult parsed)
    {
        var name = BranchArguments.Check(parsed.GetRequiredValue(Name));
        using var opened = CatalogFactory.Open(Workspace.OpenWithoutNodes(terminal, parsed, "publish"));
        var branch = Branch.Find(opened.Catalog, name);
        if (branch.IsEmpty)
        {
            throw CliRules.Misused.Error(null, $"there is no branch '{name}'", $"lake build --branch {name} makes one");
        }

        if (parsed.GetValue(Discard))
        {
            branch.Discard();
        }
        else
        {
            branch.Publish();
        }

        terminal.Error.WriteLine($"branch '{name}' is {(parsed.GetValue(Discard) ? "given up" : "published")}: {Count(branch.Tables.Count, "table")}, {Count(branch.Views.Count, "view")}");
        return (int)ExitCode.Success;
    }

    private static string Count(int n, string what) => $"{n} {what}{(n == 1 ? "" : "s")}";
}
