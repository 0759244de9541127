using Lake.Project.Nodes;
using Lake.Runner.Requests;
using Lake.Runner.Results;
using Lake.Runner.Rules;
using Lake.Runner.Warehouse;
using Lake.Text;

namespace Lake.Runner.Execution;

/// <summary>
/// Compiles the selected ephemeral models that nothing in the run has read, since the manifest and the compiled files tell of
/// them. One that cannot be compiled keeps nobody from anything, so it is warned of.
/// </summary>
internal sealed class UnreadEphemerals(RunScope run, WorkerEngines engines, CancellationToken cancellation)
{
    public void Compile()
    {
        if (run.Options.Command is not (RunCommand.Build or RunCommand.Run))
        {
            return;
        }

        var missing = run.Events.Results.Where(r => r.Status is NodeStatus.Error or NodeStatus.Skipped).Select(r => r.UniqueId).ToHashSet(StringComparer.Ordinal);
        foreach (var id in run.Settings.Selected.Where(id => !run.Compiled.ContainsKey(id)))
        {
            if (run.Project.Nodes.GetValueOrDefault(id) is ModelNode { IsEphemeral: true, CodeSpan.Length: > 0 } model && !run.Project.Graph.Ancestors([id]).Overlaps(missing))
            {
                Compile(model);
            }
        }
    }

    private void Compile(ModelNode model)
    {
        var (scope, session) = engines.For(model);
        try
        {
            var compiler = scope.Compiler(new SessionWarehouse(session, cancellation), 1, cancellation);
            run.Keep(compiler.Compile(model), compiler);
        }
        catch (DiagnosticException error)
        {
            var reason = SqlErrors.Explain(error.Diagnostic, model, null, scope.Project);
            run.Events.Report(RunnerRules.EphemeralNotCompiled.At(
                reason.Location ?? model.Location, $"the ephemeral model '{model.Name}', which nothing reads, cannot be compiled: {reason.Message}", reason.Hint));
        }
    }
}
