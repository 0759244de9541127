using Lake.Engines;
using Lake.Jinja.Values;
using Lake.Project.Contexts;
using Lake.Project.Nodes;
using Lake.Runner.Planning;
using Lake.Runner.Warehouse;
using Lake.Text;

namespace Lake.Runner.Execution;

/// <summary>Makes the schemas that a run writes to, through the project's <c>create_schema</c>.</summary>
internal static class SchemaCreator
{
    public static void Create(RunScope run, RunPlan plan, IEngineSession session, CancellationToken cancellation)
    {
        var warehouse = new SessionWarehouse(session, cancellation);
        var nodes = plan.Units.SelectMany(u => u.Nodes).OfType<CodeNode>().Where(n => Writes(n, run.Settings));
        foreach (var group in nodes.GroupBy(n => (n.Database, n.Schema)))
        {
            if (!session.SchemaExists(group.Key.Database, group.Key.Schema))
            {
                var context = run.Context(group.First(), warehouse, 0, cancellation);
                try
                {
                    context.FindMacro("create_schema")?.Call(CallArguments.Of(context.ThisRelation));
                }
                catch (DiagnosticException error)
                {
                    throw new DiagnosticException([.. error.Diagnostics.Select(d => SqlErrors.Explain(d, group.First(), null, run.Project))], error);
                }
            }
        }
    }

    private static bool Writes(CodeNode node, ExecutionSettings settings) => node switch
    {
        TestNode test => FailureRows.AreKept(test, settings.StoreFailures),
        _ => true,
    };
}
