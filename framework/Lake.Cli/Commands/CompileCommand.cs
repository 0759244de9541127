using System.CommandLine;
using Lake.Cli.Arguments;
using Lake.Cli.Logs;
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
        using var output = CommandOutput.Open(terminal, parsed, workspace).Following(options);
        using var engine = workspace.OpenEngine();
        var selected = parsed.GetValue(InlineArguments.Inline) is null
            ? workspace.SelectToCompile(SelectionArguments.Read(terminal, parsed, workspace.Settings))
            : [.. InlineArguments.Nodes(terminal, parsed, workspace)];
        var result = selected is [OperationNode inline]
            ? LakeRunner.Compile(workspace.Project, inline, engine, options, output, terminal.CancellationToken)
            : LakeRunner.Run(workspace.Project, selected.Select(n => n.UniqueId).ToHashSet(), engine, options, output, terminal.CancellationToken);
        var chosen = selected.Where(n => n is ModelNode or AnalysisNode or SnapshotNode or OperationNode).ToList();
        var compiled = chosen is [OperationNode] || (chosen.Count == 1 && SelectionArguments.IsGiven(parsed))
            ? result.Nodes.FirstOrDefault(n => n.UniqueId == chosen[0].UniqueId)
            : null;
        if (compiled?.CompiledCode is { } sql && result.Succeeded)
        {
            Write(terminal, output, parsed.GetRequiredValue(Format), chosen[0], sql);
        }
        else
        {
            output.WriteSummary(result);
        }

        return (int)(result.IsCancelled ? ExitCode.Unusable : result.Succeeded ? ExitCode.Success : ExitCode.Failure);
    }

    private static void Write(TerminalContext terminal, CommandOutput output, string format, Node node, string sql)
    {
        var text = format == "json" ? Json(node, sql) : sql;
        output.Log.Write(new LogEvent(DateTimeOffset.UtcNow, "CompiledNode", "Q042", LogLevel.Info, text, json =>
        {
            json.WriteString("node_name", node.Name);
            json.WriteString("compiled", sql);
            json.WriteBoolean("is_inline", node is OperationNode);
            json.WriteString("output_format", format);
            json.WriteString("unique_id", node.UniqueId);
        }));
        if (!output.IsVerbose)
        {
            terminal.Output.WriteLine(text);
            terminal.Output.Flush();
        }
    }

    private static string Json(Node node, string sql) => PlainJson.Text(new ValueMap(node is OperationNode
        ? [new("compiled", sql)]
        : [new("node", node.Name), new("compiled", sql)]));
}
