using Lake.Project.Nodes;
using Lake.Runner.Requests;
using Lake.Runner.Results;

namespace Lake.Runner.Execution;

/// <summary>
/// Results of the exposures and saved queries that a <c>build</c> takes in: nothing is run for them, and they are
/// skipped when something that they read was not built.
/// </summary>
internal sealed class NothingToRun(RunScope run)
{
    public void Tell()
    {
        if (run.Options.Command != RunCommand.Build)
        {
            return;
        }

        var missing = run.Events.Results.Where(r => r.Status is NodeStatus.Error or NodeStatus.Skipped).Select(r => r.UniqueId).ToHashSet(StringComparer.Ordinal);
        var selected = run.Settings.Selected.ToHashSet(StringComparer.Ordinal);
        foreach (var node in run.Project.Graph.Order.Where(n => n is ExposureNode or SavedQueryNode && selected.Contains(n.UniqueId)))
        {
            var isWhole = !run.Project.Graph.Ancestors([node.UniqueId]).Overlaps(missing);
            run.Events.Finish(new NodeResult
            {
                UniqueId = node.UniqueId,
                Name = node.Name,
                ResourceType = node.ResourceType.Word(),
                Description = NodeDescription.Of(node),
                Status = isWhole ? NodeStatus.NothingToRun : NodeStatus.Skipped,
                Message = isWhole ? "NO-OP" : "what it reads was not built",
                Failures = isWhole ? 0 : null,
            });
        }
    }
}
