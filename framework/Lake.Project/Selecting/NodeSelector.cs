using Lake.Project.Loaded;
using Lake.Text;

namespace Lake.Project.Selecting;

/// <summary>Takes nodes out of a project by dbt's grammar.</summary>
public static class NodeSelector
{
    public static SelectionResult Select(LoadedProject project, SelectionOptions options)
    {
        var diagnostics = new List<Diagnostic>();
        var walker = new SelectionWalker(project, options, diagnostics.Add);
        var selectors = new Lazy<SelectorFile>(() => new SelectorFile(project, walker, diagnostics.Add));
        walker.Named = name => selectors.Value.Select(name);
        var isPlain = options.Select.IsEmpty && options.Exclude.IsEmpty;
        var chosen = (options.Selector ?? (isPlain ? selectors.Value.Default : null)) is { } name ? selectors.Value.Select(name)
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
