using System.Collections.Immutable;
using Lake.Project.Nodes;

namespace Lake.Project.Graphs;

/// <summary>Who depends on whom, by unique id.</summary>
public sealed class Graph
{
    private readonly Dictionary<string, ImmutableArray<string>> _parents = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ImmutableArray<string>> _children = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Node> _nodes;

    public Graph(IEnumerable<Node> nodes)
    {
        _nodes = nodes.ToDictionary(n => n.UniqueId, StringComparer.Ordinal);
        var children = _nodes.Keys.ToDictionary(id => id, _ => new List<string>(), StringComparer.Ordinal);
        foreach (var node in _nodes.Values)
        {
            _parents[node.UniqueId] = [.. node.DependsOn.Where(_nodes.ContainsKey).Distinct(StringComparer.Ordinal)];
            foreach (var parent in _parents[node.UniqueId])
            {
                children[parent].Add(node.UniqueId);
            }
        }

        foreach (var (id, list) in children)
        {
            list.Sort(StringComparer.Ordinal);
            _children[id] = [.. list];
        }

        (Order, Cyclic) = Sort();
    }

    /// <summary>Parents before children; where the graph leaves a choice, by unique id. Nodes on or behind a cycle are missing.</summary>
    public ImmutableArray<Node> Order { get; }

    /// <summary>Nodes that no order can hold: those of a cycle and all that depend on one.</summary>
    public ImmutableArray<Node> Cyclic { get; }

    public IReadOnlyDictionary<string, Node> Nodes => _nodes;

    public ImmutableArray<string> Parents(string uniqueId) => _parents.GetValueOrDefault(uniqueId, []);

    public ImmutableArray<string> Children(string uniqueId) => _children.GetValueOrDefault(uniqueId, []);

    /// <summary>All nodes upstream, without the starting ones unless one is upstream of another.</summary>
    /// <param name="ids">Where to begin.</param>
    /// <param name="depth">How many steps to take; null for all.</param>
    public HashSet<string> Ancestors(IEnumerable<string> ids, int? depth = null) => Walk(ids, _parents, depth);

    public HashSet<string> Descendants(IEnumerable<string> ids, int? depth = null) => Walk(ids, _children, depth);

    private static HashSet<string> Walk(IEnumerable<string> ids, Dictionary<string, ImmutableArray<string>> edges, int? depth)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var current = ids.ToList();
        for (var step = 0; current.Count > 0 && (depth is null || step < depth); step++)
        {
            current = [.. current.SelectMany(id => edges.GetValueOrDefault(id, [])).Where(found.Add)];
        }

        return found;
    }

    private (ImmutableArray<Node> Order, ImmutableArray<Node> Cyclic) Sort()
    {
        var waiting = _parents.ToDictionary(p => p.Key, p => p.Value.Length, StringComparer.Ordinal);
        var ready = new PriorityQueue<string, string>(StringComparer.Ordinal);
        foreach (var (id, count) in waiting)
        {
            if (count == 0)
            {
                ready.Enqueue(id, id);
            }
        }

        var order = ImmutableArray.CreateBuilder<Node>(_nodes.Count);
        while (ready.TryDequeue(out var id, out _))
        {
            order.Add(_nodes[id]);
            waiting.Remove(id);
            foreach (var child in _children[id])
            {
                if (--waiting[child] == 0)
                {
                    ready.Enqueue(child, child);
                }
            }
        }

        return (order.ToImmutable(), [.. waiting.Keys.Order(StringComparer.Ordinal).Select(id => _nodes[id])]);
    }
}
