using System.Collections.Immutable;
using Lake.Engines;
using Lake.Project.Caching;
using Lake.Project.Nodes;
using Lake.Runner.Results;
using Lake.Runner.Warehouse;
using Lake.Text;

namespace Lake.Runner.Execution;

/// <summary>Writes the compiled SQL of nodes; the engine is asked only by templates that introspect.</summary>
internal sealed class CompileRunner(RunScope run, IEngineSession session, int thread, CancellationToken cancellation)
{
    public bool Run(CodeNode node)
    {
        var timer = new NodeTimer(node, run.Events, thread);
        run.Events.Start(node.UniqueId, node.ResourceType.Word(), NodeDescription.Of(node));
        try
        {
            if (run.CompiledBefore?.Find(node) is { } kept)
            {
                Repeat(node, kept, timer);
            }
            else
            {
                Render(node, timer);
            }

            run.Events.Finish(timer.Result(NodeStatus.Success));
            return true;
        }
        catch (DiagnosticException error)
        {
            ImmutableArray<Diagnostic> explained = [.. error.Diagnostics.Select(d => SqlErrors.Explain(d, node, null, run.Project))];
            run.Events.Finish(timer.Result(NodeStatus.Error, explained[0].Message) with { Diagnostics = explained });
            return false;
        }
        catch (OperationCanceledException)
        {
            run.Events.Finish(timer.Result(NodeStatus.Skipped, "interrupted"));
            return false;
        }
    }

    private void Repeat(CodeNode node, KeptCode kept, NodeTimer timer)
    {
        timer.Compiled(kept.Record.Code);
        if (run.Keep(node, kept) is var now && now != kept)
        {
            run.CompiledBefore?.Keep(node, now);
        }
    }

    private void Render(CodeNode node, NodeTimer timer)
    {
        var warehouse = new SessionWarehouse(session, cancellation);
        var compiler = run.Compiler(warehouse, thread, cancellation);
        var isHook = node is OperationNode && run.Project.Nodes.ContainsKey(node.UniqueId);
        var context = run.Context(node, warehouse, thread, cancellation);
        if (isHook)
        {
            HookRunner.Describe(run, context, []);
        }

        var compiled = compiler.Compile(node, context);
        timer.Compiled(node is SeedNode ? null : compiled.Code);
        if (isHook)
        {
            run.KeepHook(compiled, number: null);
        }
        else if (node is not SeedNode && run.Keep(compiled, compiler) is var made && context.IsRepeatable)
        {
            run.CompiledBefore?.Keep(node, made);
        }
    }
}
