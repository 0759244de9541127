using System.CommandLine;
using Lake.Cli.Arguments;
using Lake.Cli.Terminal;
using Lake.Cli.Workspaces;
using Lake.Project.Artifacts;
using Lake.Project.Nodes;

namespace Lake.Cli.Commands;

internal static class LsCommand
{
    private static readonly Option<string> Format = new Option<string>("--output")
    {
        Description = "selector, name, path or json",
        HelpName = "format",
        DefaultValueFactory = _ => "selector",
    }.Among("selector", "name", "path", "json");

    private static readonly Option<string[]> OutputKeys = new("--output-keys")
    {
        Description = "Keys of JSON lines",
        HelpName = "key",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [],
    };

    public static Command Create(TerminalContext terminal)
    {
        var command = new LakeCommand(
            "ls",
            "List the nodes of a selection",
            [
                "lake ls",
                "lake ls --select +fct_orders --resource-type model",
                "lake ls --output json --output-keys unique_id depends_on",
            ]).With([.. SelectionArguments.All, ResourceTypeArguments.Types, ResourceTypeArguments.Excluded, Format, OutputKeys, .. StateArguments.All]);
        command.Aliases.Add("list");
        command.SetAction(parsed => Run(terminal, parsed));
        return command;
    }

    private static int Run(TerminalContext terminal, ParseResult parsed)
    {
        var workspace = Workspace.Open(terminal, parsed, "list");
        var nodes = workspace.Select(SelectionArguments.Read(terminal, parsed, workspace.Settings));
        var lines = nodes.Where(n => n is not OperationNode && (ResourceTypeArguments.IsGiven(parsed) || n is not AnalysisNode)).Select<Node, string>(parsed.GetRequiredValue(Format) switch
        {
            "path" => n => n.OriginalFilePath,
            "name" => n => n.Name,
            "json" => n => NodeListing.Json(workspace.Project, n, [.. (parsed.GetValue(OutputKeys) ?? []).SelectMany(k => k.Split(' ', StringSplitOptions.RemoveEmptyEntries))]),
            _ => Selector,
        });
        foreach (var line in lines)
        {
            terminal.Output.WriteLine(line);
        }

        terminal.Output.Flush();
        return (int)ExitCode.Success;
    }

    /// <summary>What <c>--select</c> would take for this node alone.</summary>
    private static string Selector(Node node) => node switch
    {
        SourceNode source => $"source:{string.Join('.', source.Fqn.First(), source.SourceName, source.Name)}",
        ExposureNode exposure => $"exposure:{exposure.PackageName}.{exposure.Name}",
        MetricNode metric => $"metric:{metric.PackageName}.{metric.Name}",
        SemanticModelNode model => $"semantic_model:{model.PackageName}.{model.Name}",
        SavedQueryNode query => $"saved_query:{query.PackageName}.{query.Name}",
        UnitTestNode test => $"unit_test:{test.PackageName}.{test.Name}",
        _ => string.Join('.', node.Fqn),
    };
}
