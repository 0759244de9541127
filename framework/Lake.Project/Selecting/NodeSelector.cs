using Lake.Project.Loaded;
using Lake.Text;

namespace Lake.Project.Selecting;

/// <summary>Takes nodes out of a project by dbt's grammar.</summary>
public static class NodeSelector
{
    public static SelectionResult Select(LoadedProject project, SelectionOptions options)
    {
        var diagnostics = new List<Diagnostic>();
        var walker = new SelectionWalker(project, options.Indirect, diagnostics.Add);
        var chosen = options.Selector is { } name ? new SelectorFile(project, walker, diagnostics.Add).Select(name)
            : options.Select.IsEmpty ? walker.Everything()
            : walker.Union(CriterionParser.Parse(options.Select, "--select", diagnostics.Add));
        walker.AddTestsOfAllParents(chosen);
        if (!options.Exclude.IsEmpty)
        {
            chosen.ExceptWith(walker.Union(CriterionParser.Parse(options.Exclude, "--exclude", diagnostics.Add), forExclusion: true));
        }

        var nodes = project.Graph.Order.Where(n => chosen.Contains(n.UniqueId)
            && (options.ResourceTypes.IsEmpty || options.ResourceTypes.Contains(n.ResourceType)));
        return new SelectionResult([.. nodes], [.. diagnostics]);
    }
}
