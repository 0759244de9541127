using System.CommandLine;
using System.Globalization;
using Lake.Cli.Arguments;
using Lake.Cli.Logs;
using Lake.Cli.Output;
using Lake.Cli.Rules;
using Lake.Cli.Terminal;
using Lake.Engines;
using Lake.Project.Nodes;
using Lake.Project.Values;
using Lake.Runner;
using Lake.Runner.Artifacts;
using Lake.Text;

namespace Lake.Cli.Commands;

internal static class ShowCommand
{
    private const int DefaultLimit = 5;

    private static readonly Option<int?> Limit = new Option<int?>("--limit")
    {
        Description = $"Rows to show, -1 for all; {DefaultLimit} when not given",
        HelpName = "n",
    }.NumberFrom(-1);

    private static readonly Option<string> Format = InlineArguments.Format("text or json");

    public static Command Create(TerminalContext terminal)
    {
        var command = new LakeCommand(
            "show",
            "Run the query of a node, or one given with --inline, and show its first rows; keeps nothing",
            [
                "lake show --select fct_orders",
                "lake show --inline \"select count(*) from {{ ref('fct_orders') }}\"",
                "lake show --select fct_orders --limit 100 --output json",
            ]).With([.. SelectionArguments.All, InlineArguments.Inline, InlineArguments.InlineDirect, Limit, Format, RunArguments.Threads, .. RunArguments.FullRefresh.Both]);
        command.SetAction(parsed => Run(terminal, parsed));
        return command;
    }

    private static int Run(TerminalContext terminal, ParseResult parsed)
    {
        var (workspace, options) = InlineArguments.Open(terminal, parsed, "show");
        using var output = CommandOutput.Open(terminal, parsed, workspace).Following(options);
        var nodes = InlineArguments.Nodes(terminal, parsed, workspace);
        if (InlineArguments.Query(parsed) is null && !SelectionArguments.IsGiven(parsed))
        {
            throw CliRules.Misused.Error(null, "'lake show' needs something to show", "name a node with --select, or give a query with --inline");
        }

        using var engine = workspace.OpenEngine();
        var limit = parsed.GetValue(Limit) ?? DefaultLimit;
        var result = LakeRunner.Show(
            workspace.Project, nodes, limit < 0 ? null : limit, engine, options, output,
            (node, rows) => Write(terminal, output, node, rows, parsed.GetRequiredValue(Format)), terminal.CancellationToken);
        foreach (var diagnostic in result.Nodes.SelectMany(n => n.Diagnostics))
        {
            terminal.Error.Write(DiagnosticText.Draw(diagnostic, terminal.UseColors));
        }

        terminal.Output.Flush();
        return (int)(result.Succeeded ? ExitCode.Success : ExitCode.Unusable);
    }

    private static void Write(TerminalContext terminal, CommandOutput output, CodeNode node, IQueryResult rows, string format)
    {
        using var preview = new StringWriter { NewLine = "\n" };
        Write(terminal, node, rows, format, preview);
        output.Log.Write(new LogEvent(DateTimeOffset.UtcNow, "ShowNode", "Q041", LogLevel.Info, preview.ToString(), json =>
        {
            json.WriteString("node_name", NameOf(node));
            json.WriteString("preview", preview.ToString());
            json.WriteBoolean("is_inline", node is OperationNode);
            json.WriteString("output_format", format);
            json.WriteString("unique_id", node.UniqueId);
        }));
        if (!output.IsVerbose)
        {
            terminal.Output.Write(preview);
        }
    }

    /// <summary>As in dbt, with the version of a model that has some.</summary>
    private static string NameOf(CodeNode node) => node is ModelNode { Version: { } version } ? $"{node.Name}.v{PlainValues.Text(version)}" : node.Name;

    private static void Write(TerminalContext terminal, CodeNode node, IQueryResult rows, string format, StringWriter preview)
    {
        if (format == "json")
        {
            preview.Write(node is OperationNode ? "{\"show\": " : string.Create(CultureInfo.InvariantCulture, $"{{\"node\": {PlainJson.Text(NameOf(node))}, \"show\": "));
            new JsonWriter().Write(rows, preview);
            preview.WriteLine("}");
            return;
        }

        preview.WriteLine(node is OperationNode ? "Previewing inline node:" : $"Previewing node '{NameOf(node)}':");
        new TableWriter(0, terminal.IsInteractive ? terminal.Width : 0, terminal.UseColors).Write(rows, preview);
    }
}
