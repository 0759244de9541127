using System.Collections.Immutable;
using Lake.Engines;
using Lake.Jinja.Values;
using Lake.Project.Contexts;
using Lake.Project.Contexts.Compiling;
using Lake.Project.Nodes;
using Lake.Runner.Results;
using Lake.Runner.Warehouse;
using Lake.Text;

namespace Lake.Runner.Execution;

/// <summary>Runs the query of a node without keeping anything, and hands its rows to a reader.</summary>
internal sealed class NodePreview(RunScope run, IEngineSession session, CancellationToken cancellation)
{
    /// <param name="limit">Rows to ask for; null for all.</param>
    public NodeResult Show(CodeNode node, int? limit, Action<CodeNode, IQueryResult> read)
    {
        var timer = new NodeTimer(node, run.Events, 1);
        run.Events.Start(node.UniqueId, node.ResourceType.Word(), NodeDescription.Of(node));
        CompiledNode? compiled = null;
        NodeResult result;
        try
        {
            var warehouse = new SessionWarehouse(session, cancellation);
            var context = run.Context(node, warehouse, 1, cancellation);
            var compiler = run.Compiler(warehouse, 1, cancellation);
            compiled = compiler.Compile(node, context);
            run.Keep(compiled, compiler);
            var sql = Limited(context, node is SeedNode ? $"select * from {node.Relation}" : compiled.Code, limit);
            timer.Compiled(sql);
            timer.Executing();
            using var rows = run.Statements(node).Execute(session, sql, cancellation);
            read(node, rows);
            result = timer.Result(NodeStatus.Success, "OK");
        }
        catch (DiagnosticException error)
        {
            ImmutableArray<Diagnostic> explained = [.. error.Diagnostics.Select(d => SqlErrors.Explain(d, node, compiled, run.Project))];
            result = timer.Result(NodeStatus.Error, explained[0].Message) with { Diagnostics = explained };
        }

        run.Events.Finish(result);
        return result;
    }

    private static string Limited(NodeContext context, string sql, int? limit) =>
        PyText.Of(context.FindMacro("show_sql_of_node")?.Call(CallArguments.Of(sql, limit is { } rows ? PyBox.Of(rows) : null))).Trim();
}
