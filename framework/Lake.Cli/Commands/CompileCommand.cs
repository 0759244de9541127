using System.CommandLine;
using Lake.Cli.Arguments;
using Lake.Cli.Terminal;
using Lake.Project.Nodes;
using Lake.Project.Values;
using Lake.Runner;
using Lake.Runner.Artifacts;

namespace Lake.Cli.Commands;

internal static class CompileCommand
{
    private static readonly Option<string> Format = InlineArguments.Format("How to print one model's SQL: text or json");

    public static Command Create(TerminalContext terminal)
    {
        var command = new LakeCommand(
            "compile",
            "Write the SQL of the selected nodes to the target folder; print it when one model is selected. Changes no table",
            [
                "lake compile",
                "lake compile --select fct_orders        # prints its SQL",
                "lake compile --inline \"select * from {{ ref('fct_orders') }}\"",
            ]).With([.. SelectionArguments.All, InlineArguments.Inline, Format, .. RunArguments.All]);
        command.SetAction(parsed => Run(terminal, parsed));
        return command;
    }

    private static int Run(TerminalContext terminal, ParseResult parsed)
    {
        var (workspace, options) = InlineArguments.Open(terminal, parsed, "compile");
        using var reporter = new RunReporter(terminal, quiet: true);
        using var engine = workspace.OpenEngine();
        var selected = parsed.GetValue(InlineArguments.Inline) is null
            ? workspace.Select(SelectionArguments.Read(terminal, parsed, workspace.Settings))
            : [.. InlineArguments.Nodes(terminal, parsed, workspace)];
        var result = selected is [OperationNode inline]
            ? LakeRunner.Compile(workspace.Project, inline, engine, options, reporter, terminal.CancellationToken)
            : LakeRunner.Run(workspace.Project, selected.Select(n => n.UniqueId).ToHashSet(), engine, options, reporter, terminal.CancellationToken);
        var chosen = selected.Where(n => n is ModelNode or AnalysisNode or SnapshotNode or OperationNode).ToList();
        var compiled = chosen is [OperationNode] || (chosen.Count == 1 && SelectionArguments.IsGiven(parsed))
            ? result.Nodes.FirstOrDefault(n => n.UniqueId == chosen[0].UniqueId)
            : null;
        if (compiled?.CompiledCode is { } sql && result.Succeeded)
        {
            terminal.Output.WriteLine(parsed.GetRequiredValue(Format) == "json" ? Json(chosen[0], sql) : sql);
            terminal.Output.Flush();
        }
        else
        {
            reporter.WriteSummary(result);
        }

        return (int)(result.IsCancelled ? ExitCode.Unusable : result.Succeeded ? ExitCode.Success : ExitCode.Failure);
    }

    private static string Json(Node node, string sql) => PlainJson.Text(new ValueMap(node is OperationNode
        ? [new("compiled", sql)]
        : [new("node", node.Name), new("compiled", sql)]));
}
