using Lake.Project.Loaded;
using Lake.Project.Nodes;
using Lake.Project.Rules;
using Lake.Text;

namespace Lake.Project.Checking;

/// <summary>A view is SQL of the engine that made it, so no other can read it.</summary>
internal static class ForeignViewCheck
{
    public static IEnumerable<Diagnostic> Check(LoadedProject project) => project.Target.Engines.IsEmpty ? [] :
        from node in project.Of<CodeNode>()
        where !node.IsEphemeral
        let engine = project.EngineOf(node)
        from view in Read(project, node)
        let maker = project.EngineOf(view)
        where maker != engine
        select ProjectRules.ForeignView.At(
            node.Location, $"'{node.Name}' is worked on by {engine} and reads the view '{view.Name}', which {maker} makes",
            $"materialize '{view.Name}' as a table, or as ephemeral, or give both the same engine") with
        {
            Related = [new RelatedPlace(view.Location, "the view")],
        };

    /// <summary>The views that a node reads, through ephemeral models too.</summary>
    private static IEnumerable<ModelNode> Read(LoadedProject project, Node node) => project.Graph.Parents(node.UniqueId)
        .Select(id => project.Nodes[id]).OfType<ModelNode>()
        .SelectMany(parent => parent.IsEphemeral ? Read(project, parent)
            : parent.Config.Materialized is "view" or "materialized_view" ? [parent]
            : [])
        .Distinct();
}
