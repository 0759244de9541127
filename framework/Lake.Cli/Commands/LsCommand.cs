using System.Collections.Immutable;
using System.CommandLine;
using Lake.Cli.Arguments;
using Lake.Cli.Logs;
using Lake.Cli.Terminal;
using Lake.Cli.Workspaces;
using Lake.Project.Artifacts;
using Lake.Project.Nodes;
using Lake.Project.Values;

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
            ]).With([.. SelectionArguments.All, ResourceTypeArguments.Types, ResourceTypeArguments.Excluded, Format, OutputKeys]);
        command.Aliases.Add("list");
        command.SetAction(parsed => Run(terminal, parsed));
        return command;
    }

    private static int Run(TerminalContext terminal, ParseResult parsed)
    {
        var workspace = Workspace.Open(terminal, parsed, "list");
        var nodes = workspace.Select(SelectionArguments.Read(terminal, parsed, workspace.Settings))
            .Where(n => IsListed(n, parsed, terminal)).OrderBy(n => n.UniqueId, StringComparer.Ordinal);
        ImmutableArray<string> keys = [.. (parsed.GetValue(OutputKeys) ?? []).SelectMany(k => k.Split(' ', StringSplitOptions.RemoveEmptyEntries))];
        var lines = nodes.Select<Node, string>(parsed.GetRequiredValue(Format) switch
        {
            "path" => n => n.OriginalFilePath,
            "name" => Name,
            "json" => n => NodeListing.Json(workspace.Project, n, keys),
            _ => Selector,
        });
        using var output = CommandOutput.Open(terminal, parsed, workspace);
        foreach (var line in lines)
        {
            if (output.IsVerbose)
            {
                output.Log.Write(new LogEvent(DateTimeOffset.UtcNow, JsonLines.Print, "Z052", LogLevel.Info, line));
            }
            else
            {
                terminal.Output.WriteLine(line);
            }
        }

        CommandEvents.Complete(output.Log, workspace.Options, succeeded: true);

        terminal.Output.Flush();
        return (int)ExitCode.Success;
    }

    private static bool IsListed(Node node, ParseResult parsed, TerminalContext terminal) => SelectionArguments.NamesModels(parsed)
        ? node is ModelNode
        : node is not OperationNode && (node is not AnalysisNode || ResourceTypeArguments.IsGiven(parsed, terminal));

    private static string Name(Node node) => node switch
    {
        SourceNode source => $"{source.SourceName}.{source.Name}",
        ModelNode { Version: { } version } => $"{node.Name}.v{PlainValues.Text(version)}",
        UnitTestNode test => test.VersionedName,
        _ => node.Name,
    };

    /// <summary>What <c>--select</c> would take for this node alone.</summary>
    private static string Selector(Node node) => node switch
    {
        SourceNode source => $"source:{string.Join('.', source.Fqn.First(), source.SourceName, source.Name)}",
        ExposureNode exposure => $"exposure:{exposure.PackageName}.{exposure.Name}",
        MetricNode metric => $"metric:{metric.PackageName}.{metric.Name}",
        SemanticModelNode model => $"semantic_model:{model.PackageName}.{model.Name}",
        SavedQueryNode query => $"saved_query:{query.PackageName}.{query.Name}",
        UnitTestNode test => $"unit_test:{test.PackageName}.{test.VersionedName}",
        _ => string.Join('.', node.Fqn),
    };
}
