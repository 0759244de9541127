using System.Collections.Immutable;
using Lake.Project.Nodes;

namespace Lake.Project.Graphs;

/// <summary>Who depends on whom, by unique id.</summary>
public sealed class Graph
{
    private readonly NodeTable _nodes;
    private readonly ImmutableArray<int>[] _parents;
    private readonly ImmutableArray<int>[] _children;

    public Graph(IEnumerable<Node> nodes)
    {
        _nodes = new NodeTable(nodes);
        _parents = new ImmutableArray<int>[_nodes.Count];
        var ids = new string[_nodes.Count];
        var byId = new int[_nodes.Count];
        for (var i = 0; i < ids.Length; i++)
        {
            (_parents[i], ids[i], byId[i]) = (Known(_nodes[i].DependsOn), _nodes[i].UniqueId, i);
        }

        Array.Sort(ids, byId, StringComparer.Ordinal);
        _children = Children(byId);
        (Order, Cyclic) = Sort(byId);
    }

    /// <summary>Parents before children; where the graph leaves a choice, by unique id. Nodes on or behind a cycle are missing.</summary>
    public ImmutableArray<Node> Order { get; }

    /// <summary>Nodes that no order can hold: those of a cycle and all that depend on one.</summary>
    public ImmutableArray<Node> Cyclic { get; }

    public IReadOnlyDictionary<string, Node> Nodes => _nodes;

    /// <summary>In the order in which the node depends on them, each once.</summary>
    public ImmutableArray<string> Parents(string uniqueId) => Edges(_parents, uniqueId);

    /// <summary>In the order of their ids.</summary>
    public ImmutableArray<string> Children(string uniqueId) => Edges(_children, uniqueId);

    /// <summary>All nodes upstream, without the starting ones unless one is upstream of another.</summary>
    /// <param name="ids">Where to begin.</param>
    /// <param name="depth">How many steps to take; null for all.</param>
    public HashSet<string> Ancestors(IEnumerable<string> ids, int? depth = null) => Walk(ids, _parents, depth);

    public HashSet<string> Descendants(IEnumerable<string> ids, int? depth = null) => Walk(ids, _children, depth);

    private HashSet<string> Walk(IEnumerable<string> ids, ImmutableArray<int>[] edges, int? depth)
    {
        var found = new HashSet<int>();
        List<int> current = [.. ids.Where(_nodes.ContainsKey).Select(id => Place(id))];
        for (var step = 0; current.Count > 0 && (depth is null || step < depth); step++)
        {
            current = [.. current.SelectMany(place => edges[place]).Where(found.Add)];
        }

        return found.Select(place => _nodes[place].UniqueId).ToHashSet(StringComparer.Ordinal);
    }

    private int Place(string id) => _nodes.TryGetPlace(id, out var place) ? place : -1;

    private ImmutableArray<string> Edges(ImmutableArray<int>[] edges, string id) =>
        Place(id) is var place and >= 0 ? ImmutableArray.CreateRange(edges[place], neighbour => _nodes[neighbour].UniqueId) : [];

    /// <summary>The places of those that are nodes, each once.</summary>
    private ImmutableArray<int> Known(ImmutableArray<string> ids)
    {
        if (ids.IsEmpty)
        {
            return [];
        }

        var places = ids.Length <= 64 ? stackalloc int[64] : new int[ids.Length];
        var count = 0;
        foreach (var id in ids)
        {
            if (Place(id) is var place and >= 0 && !places[..count].Contains(place))
            {
                places[count++] = place;
            }
        }

        return [.. places[..count]];
    }

    /// <summary>The places of each node's children in the order of their ids.</summary>
    private ImmutableArray<int>[] Children(int[] byId)
    {
        var counts = new int[_nodes.Count];
        foreach (var parent in _parents.SelectMany(p => p))
        {
            counts[parent]++;
        }

        var children = Array.ConvertAll(counts, count => count == 0 ? null : ImmutableArray.CreateBuilder<int>(count));
        foreach (var place in byId)
        {
            foreach (var parent in _parents[place])
            {
                children[parent]?.Add(place);
            }
        }

        return Array.ConvertAll(children, list => list?.MoveToImmutable() ?? []);
    }

    private (ImmutableArray<Node> Order, ImmutableArray<Node> Cyclic) Sort(int[] byId)
    {
        var rank = new int[byId.Length];
        for (var i = 0; i < byId.Length; i++)
        {
            rank[byId[i]] = i;
        }

        var waiting = Array.ConvertAll(_parents, p => p.Length);
        var ready = new PriorityQueue<int, int>(byId.Where(place => waiting[place] == 0).Select(place => (place, rank[place])));
        var order = ImmutableArray.CreateBuilder<Node>(byId.Length);
        while (ready.TryDequeue(out var place, out _))
        {
            order.Add(_nodes[place]);
            foreach (var child in _children[place])
            {
                if (--waiting[child] == 0)
                {
                    ready.Enqueue(child, rank[child]);
                }
            }
        }

        return (order.ToImmutable(), [.. byId.Where(place => waiting[place] > 0).Select(place => _nodes[place])]);
    }
}
