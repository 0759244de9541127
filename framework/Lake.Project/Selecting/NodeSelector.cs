using Lake.Project.Graphs;
using Lake.Project.Nodes;
using Lake.Text;

namespace Lake.Project.Selecting;

/// <summary>Takes nodes out of a project by dbt's grammar.</summary>
public static class NodeSelector
{
    public static SelectionResult Select(LoadedProject project, SelectionOptions options)
    {
        var diagnostics = new List<Diagnostic>();
        var walker = new Walker(project, options.Indirect, diagnostics.Add);
        var chosen = options.Select.IsEmpty
            ? walker.Everything()
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

    private sealed class Walker(LoadedProject project, IndirectSelection indirect, Action<Diagnostic> report)
    {
        private Graph Graph => project.Graph;

        public HashSet<string> Everything() =>
            [.. project.Nodes.Values.Where(n => n is not OperationNode).Select(n => n.UniqueId)];

        public HashSet<string> Union(List<List<Criterion>> unions, bool forExclusion = false)
        {
            var direct = new HashSet<string>(StringComparer.Ordinal);
            foreach (var terms in unions)
            {
                if (Intersection(terms, forExclusion) is { } matched)
                {
                    direct.UnionWith(matched);
                }
            }

            return direct;
        }

        private HashSet<string>? Intersection(List<Criterion> terms, bool forExclusion)
        {
            HashSet<string>? result = null;
            foreach (var term in terms)
            {
                var found = WithTests(Expanded(term));
                if (result is null)
                {
                    result = found;
                }
                else
                {
                    result.IntersectWith(found);
                }
            }

            if (result is { Count: 0 } && !forExclusion)
            {
                report(NothingSelected(terms));
            }

            return result;
        }

        private HashSet<string> Expanded(Criterion term)
        {
            var found = SelectorMethods.Select(project, term).ToHashSet(StringComparer.Ordinal);
            var more = new HashSet<string>(found, StringComparer.Ordinal);
            if (term.ChildrensParents)
            {
                var below = Graph.Descendants(found);
                more.UnionWith(below);
                more.UnionWith(Graph.Ancestors(below.Concat(found)));
            }

            if (term.Parents)
            {
                more.UnionWith(Graph.Ancestors(found, term.ParentsDepth));
            }

            if (term.Children)
            {
                more.UnionWith(Graph.Descendants(found, term.ChildrenDepth));
            }

            return more;
        }

        /// <summary>Tests whose parents were selected by different terms.</summary>
        public void AddTestsOfAllParents(HashSet<string> chosen)
        {
            if (indirect is IndirectSelection.Cautious or IndirectSelection.Buildable)
            {
                WithTests(chosen);
            }
        }

        /// <summary>Adds the tests of selected nodes as the indirect selection says.</summary>
        private HashSet<string> WithTests(HashSet<string> chosen)
        {
            if (indirect == IndirectSelection.Empty)
            {
                return chosen;
            }

            var reachable = indirect == IndirectSelection.Buildable
                ? chosen.Concat(Graph.Ancestors(chosen)).ToHashSet(StringComparer.Ordinal)
                : chosen;
            var tests = chosen.SelectMany(id => Graph.Children(id))
                .Where(id => Graph.Nodes[id] is TestNode or UnitTestNode && !chosen.Contains(id))
                .Where(id => indirect == IndirectSelection.Eager || Graph.Parents(id).All(reachable.Contains))
                .ToList();
            chosen.UnionWith(tests);
            return chosen;
        }

        private Diagnostic NothingSelected(List<Criterion> terms)
        {
            var text = string.Join(',', terms.Select(t => t.Text));
            var single = terms is [{ Method: "fqn" } term] ? term : null;
            var hint = single is null ? null : Spelling.Hint(single.Value, project.Nodes.Values.Select(n => n.Name));
            return ProjectRules.NothingSelected.At(null, $"The selection criterion '{text}' does not match any enabled nodes", hint);
        }
    }
}
