using System.Collections.Immutable;
using System.Globalization;
using Lake.Engines;
using Lake.Jinja.Values;
using Lake.Project.Contexts;
using Lake.Project.Contexts.Compiling;
using Lake.Project.Nodes;
using Lake.Runner.Results;
using Lake.Runner.Warehouse;
using Lake.Text;

namespace Lake.Runner.Execution;

/// <summary>Runs <c>on-run-start</c> and <c>on-run-end</c>: as dbt 1.12 does, the project's own first, then those of installed packages.</summary>
internal sealed class HookRunner(RunScope run, IEngineSession session, CancellationToken cancellation)
{
    /// <summary>False when one failed; the rest is then left out.</summary>
    public bool Run(bool atStart, ImmutableArray<NodeResult> results)
    {
        var hooks = run.Project.Of<OperationNode>().Where(o => o.AtStart == atStart)
            .OrderBy(o => o.PackageName != run.Project.Settings.Name).ThenBy(o => o.PackageName, StringComparer.Ordinal).ThenBy(o => o.Index);
        var number = 0;
        foreach (var hook in hooks)
        {
            if (!Run(hook, ++number, results))
            {
                return false;
            }
        }

        return true;
    }

    private bool Run(OperationNode hook, int number, ImmutableArray<NodeResult> results)
    {
        var warehouse = new SessionWarehouse(session, cancellation);
        var timer = new NodeTimer(hook, run.Events, 0);
        CompiledNode? compiled = null;
        run.Events.Start(hook.UniqueId, hook.ResourceType.Word(), NodeDescription.Of(hook));
        try
        {
            var context = run.Context(hook, warehouse, 0, cancellation);
            if (!hook.AtStart)
            {
                Describe(run, context, results);
            }

            compiled = run.Compiler(warehouse, 0, cancellation).Compile(hook, context);
            timer.Compiled(compiled.Code);
            timer.Executing();
            new NodeWarehouse(warehouse, run.Statements(hook)).Execute(compiled.Code, fetch: false);
            run.KeepHook(compiled, number);
            run.Events.Finish(timer.Result(NodeStatus.Success, Passed(hook, number)) with { Failures = 0 });
            return true;
        }
        catch (DiagnosticException error)
        {
            ImmutableArray<Diagnostic> explained = [.. error.Diagnostics.Select(d => SqlErrors.Explain(d, hook, compiled, run.Project))];
            run.Events.Finish(timer.Result(NodeStatus.Error, explained[0].Message) with { Diagnostics = explained });
            return false;
        }
    }

    private static string Passed(OperationNode hook, int number) => string.Create(
        CultureInfo.InvariantCulture, $"{hook.PackageName}.{(hook.AtStart ? "on-run-start" : "on-run-end")}.{number - 1} passed");

    /// <summary>What hooks at the end may read of the run.</summary>
    public static void Describe(RunScope run, NodeContext context, ImmutableArray<NodeResult> results)
    {
        var schemas = results
            .Where(r => r.Status is not (NodeStatus.Error or NodeStatus.Fail or NodeStatus.Skipped))
            .Select(r => run.Project.Nodes.GetValueOrDefault(r.UniqueId)).OfType<CodeNode>()
            .Where(n => n is TestNode test ? FailureRows.AreKept(test, run.Settings.StoreFailures) : n is not OperationNode).Select(n => (n.Database, n.Schema)).Distinct().ToList();
        context.Set("schemas", new PyList(schemas.Select(s => s.Schema).Distinct(StringComparer.Ordinal)));
        context.Set("database_schemas", new PyList(schemas.Select(s => new PyTuple(s.Database, s.Schema))));
        context.Set("results", ResultValues.Of(results, run.Project, run.Options));
    }
}
