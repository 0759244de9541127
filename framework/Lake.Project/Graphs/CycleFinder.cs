using System.Collections.Immutable;
using Lake.Project.Nodes;
using Lake.Project.Rules;
using Lake.Text;

namespace Lake.Project.Graphs;

/// <summary>Tells of each circle of dependencies, with its nodes, files and calls.</summary>
internal static class CycleFinder
{
    public static IEnumerable<Diagnostic> Find(Graph graph)
    {
        var left = graph.Cyclic.Select(n => n.UniqueId).ToHashSet(StringComparer.Ordinal);
        while (left.Count > 0)
        {
            var start = left.Min(StringComparer.Ordinal) ?? "";
            var cycle = Cycle(graph, start, left);
            if (cycle.Count == 0)
            {
                left.Remove(start);
                continue;
            }

            yield return Describe(graph, cycle);
            left.ExceptWith(cycle);
            left.ExceptWith(graph.Descendants(cycle));
        }
    }

    /// <summary>Follows parents until one repeats; those that lead away from every circle end the walk.</summary>
    private static List<string> Cycle(Graph graph, string start, HashSet<string> left)
    {
        var path = new List<string>();
        var current = start;
        while (!path.Contains(current, StringComparer.Ordinal))
        {
            path.Add(current);
            var next = graph.Parents(current).Where(left.Contains).Order(StringComparer.Ordinal).FirstOrDefault();
            if (next is null)
            {
                return [];
            }

            current = next;
        }

        return path[path.IndexOf(current)..];
    }

    private static Diagnostic Describe(Graph graph, List<string> cycle)
    {
        var first = cycle.IndexOf(cycle.Min(StringComparer.Ordinal) ?? cycle[0]);
        var nodes = cycle[first..].Concat(cycle[..first]).Select(id => graph.Nodes[id]).ToList();
        var names = nodes.Append(nodes[0]).Select(n => n.Name);
        if (nodes is [var only])
        {
            return ProjectRules.DependencyCycle.At(
                Call(only, only), $"the {only.ResourceType.Word()} '{only.Name}' depends on itself",
                "read from another model, or use {{ this }} inside {% if is_incremental() %} for its own earlier rows");
        }

        return ProjectRules.DependencyCycle.At(
            Call(nodes[0], nodes[1]), $"these depend on each other in a circle: {string.Join(" -> ", names)}",
            "remove one of the references, for instance by moving what both need into a model of its own") with
        {
            Related = [.. nodes.Select((node, i) => Step(node, nodes[(i + 1) % nodes.Count]))],
        };
    }

    private static RelatedPlace Step(Node node, Node parent) => new(Call(node, parent), $"{node.Name} needs {parent.Name}");

    private static Location Call(Node node, Node parent) =>
        node.Refs.FirstOrDefault(r => r.Name == parent.Name)?.Location ?? node.Location;
}
