using System.Collections.Immutable;
using System.CommandLine;
using Lake.Cli.Arguments;
using Lake.Cli.Terminal;
using Lake.Cli.Workspaces;
using Lake.Project.Building;
using Lake.Project.Nodes;
using Lake.Runner.Requests;

namespace Lake.Cli.Commands;

/// <summary>A query on the command line in place of a node.</summary>
internal static class InlineArguments
{
    public static readonly Option<string?> Inline = new("--inline")
    {
        Description = "A query with Jinja to take in place of a node: \"select * from {{ ref('orders') }}\"",
        HelpName = "sql",
    };

    /// <summary>The same without Jinja.</summary>
    public static readonly Option<string?> InlineDirect = new("--inline-direct") { Description = "A query to take as it stands", HelpName = "sql", Hidden = true };

    /// <summary>The query given on the command line, as a template; null without one.</summary>
    public static string? Query(ParseResult parsed) => parsed.GetValue(Inline)
        ?? (parsed.CommandResult.Command.Options.Contains(InlineDirect) && parsed.GetValue(InlineDirect) is { } direct ? $"{{% raw %}}{direct}{{% endraw %}}" : null);

    /// <summary>One model's SQL or rows, for people or programs.</summary>
    public static Option<string> Format(string description) => new Option<string>("--output")
    {
        Description = description,
        HelpName = "format",
        DefaultValueFactory = _ => "text",
    }.Among("text", "json");

    /// <summary>The project, and how to go about what compiles and changes nothing.</summary>
    public static (Workspace Workspace, RunOptions Options) Open(TerminalContext terminal, ParseResult parsed, string command)
    {
        var workspace = Workspace.Open(terminal, parsed, command);
        return (workspace, RunArguments.Read(terminal, parsed, RunCommand.Compile, workspace.Project));
    }

    /// <summary>What the command works on: the query of <c>--inline</c>, else the selected nodes that have one.</summary>
    public static ImmutableArray<CodeNode> Nodes(TerminalContext terminal, ParseResult parsed, Workspace workspace) =>
        Query(parsed) is { } sql
            ? [InlineNode.Of(workspace.Project, sql)]
            : [.. workspace.Select(SelectionArguments.Read(terminal, parsed, workspace.Settings)).OfType<CodeNode>().Where(n => n is not (OperationNode or TestNode))];
}
