using Lake.Project.Graphs;
using Lake.Project.Loaded;
using Lake.Project.Nodes;
using Lake.Project.Rules;
using Lake.Text;

namespace Lake.Project.Selecting;

/// <summary>Turns terms into sets of unique ids.</summary>
internal sealed class SelectionWalker(LoadedProject project, SelectionOptions options, Action<Diagnostic> report)
{
    private readonly StateMethods _state = new(project, options.StateDirectory, report);

    /// <summary>Tests next to what a term selects that wait for their other parents.</summary>
    private readonly HashSet<string> _waiting = new(StringComparer.Ordinal);

    /// <summary>What the method <c>selector:</c> asks.</summary>
    public Func<string, HashSet<string>> Named { get; set; } = _ => [];

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
            var found = Select(term);
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

    /// <summary>What one term selects, with the tests that come along; a selector of the file has chosen its tests itself.</summary>
    public HashSet<string> Select(Criterion term) =>
        term.Method == SelectorMethods.SelectorMethod ? Expanded(term) : WithTests(Expanded(term), term.Indirect ?? options.Indirect);

    private HashSet<string> Expanded(Criterion term)
    {
        var found = term.Method == SelectorMethods.SelectorMethod ? Named(term.Value)
            : StateMethods.Names.Contains(term.Method, StringComparer.Ordinal) ? _state.Select(term).ToHashSet(StringComparer.Ordinal)
            : SelectorMethods.Select(project, term).ToHashSet(StringComparer.Ordinal);
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

    /// <summary>Tests whose parents were selected by different terms; as in dbt, only where the whole selection asks for all parents.</summary>
    public void AddTestsOfAllParents(HashSet<string> chosen)
    {
        if (options.Indirect is IndirectSelection.Cautious or IndirectSelection.Buildable)
        {
            var reachable = options.Indirect == IndirectSelection.Buildable
                ? chosen.Concat(Graph.Ancestors(chosen)).ToHashSet(StringComparer.Ordinal)
                : chosen;
            chosen.UnionWith([.. _waiting.Where(t => Graph.Parents(t).All(reachable.Contains))]);
        }
    }

    /// <summary>Adds the tests of selected nodes as the indirect selection says.</summary>
    private HashSet<string> WithTests(HashSet<string> chosen, IndirectSelection indirect)
    {
        if (indirect == IndirectSelection.Empty)
        {
            return chosen;
        }

        var reachable = indirect == IndirectSelection.Buildable
            ? chosen.Concat(Graph.Ancestors(chosen)).ToHashSet(StringComparer.Ordinal)
            : chosen;
        var beside = chosen.SelectMany(id => Graph.Children(id))
            .Where(id => Graph.Nodes[id] is TestNode or UnitTestNode && !chosen.Contains(id)).Distinct(StringComparer.Ordinal)
            .ToLookup(id => indirect == IndirectSelection.Eager || Graph.Parents(id).All(reachable.Contains));
        _waiting.UnionWith(beside[false]);
        chosen.UnionWith([.. beside[true]]);
        return chosen;
    }

    private Diagnostic NothingSelected(List<Criterion> terms)
    {
        var text = string.Join(',', terms.Select(t => t.Text));
        var single = terms is [{ Method: "fqn" } term] ? term : null;
        var hint = (single is null ? null : Spelling.Hint(single.Value, project.Nodes.Values.Select(n => n.Name))) ?? "'lake ls' lists all that can be selected";
        return ProjectRules.NothingSelected.At(null, $"The selection criterion '{text}' does not match any enabled nodes", hint);
    }
}
