using System.Collections.Immutable;
using Lake.Project.Nodes;

namespace Lake.Project.Graphs;

/// <summary>Who depends on whom, by unique id.</summary>
public sealed class Graph
{
    private readonly Dictionary<string, int> _places;
    private readonly ImmutableArray<string>[] _parents;
    private readonly ImmutableArray<string>[] _children;
    private readonly Dictionary<string, Node> _nodes;

    public Graph(IEnumerable<Node> nodes)
    {
        Node[] all = [.. nodes];
        _nodes = new(all.Length, StringComparer.Ordinal);
        _places = new(all.Length, StringComparer.Ordinal);
        for (var i = 0; i < all.Length; i++)
        {
            _nodes.Add(all[i].UniqueId, all[i]);
            _places.Add(all[i].UniqueId, i);
        }

        _parents = [.. all.Select(n => Known(n.DependsOn))];
        var byId = Enumerable.Range(0, all.Length).ToArray();
        Array.Sort(all.Select(n => n.UniqueId).ToArray(), byId, StringComparer.Ordinal);
        var children = Children(all, byId);
        _children = [.. children.Select(list => list is null ? [] : ImmutableArray.CreateRange(list.Select(i => all[i].UniqueId)))];
        (Order, Cyclic) = Sort(all, byId, children);
    }

    /// <summary>Parents before children; where the graph leaves a choice, by unique id. Nodes on or behind a cycle are missing.</summary>
    public ImmutableArray<Node> Order { get; }

    /// <summary>Nodes that no order can hold: those of a cycle and all that depend on one.</summary>
    public ImmutableArray<Node> Cyclic { get; }

    public IReadOnlyDictionary<string, Node> Nodes => _nodes;

    public ImmutableArray<string> Parents(string uniqueId) => Edges(_parents, uniqueId);

    public ImmutableArray<string> Children(string uniqueId) => Edges(_children, uniqueId);

    /// <summary>All nodes upstream, without the starting ones unless one is upstream of another.</summary>
    /// <param name="ids">Where to begin.</param>
    /// <param name="depth">How many steps to take; null for all.</param>
    public HashSet<string> Ancestors(IEnumerable<string> ids, int? depth = null) => Walk(ids, _parents, depth);

    public HashSet<string> Descendants(IEnumerable<string> ids, int? depth = null) => Walk(ids, _children, depth);

    private HashSet<string> Walk(IEnumerable<string> ids, ImmutableArray<string>[] edges, int? depth)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var current = ids.ToList();
        for (var step = 0; current.Count > 0 && (depth is null || step < depth); step++)
        {
            current = [.. current.SelectMany(id => Edges(edges, id)).Where(found.Add)];
        }

        return found;
    }

    private ImmutableArray<string> Edges(ImmutableArray<string>[] edges, string id) => _places.TryGetValue(id, out var place) ? edges[place] : [];

    /// <summary>Those that are nodes, each once.</summary>
    private ImmutableArray<string> Known(ImmutableArray<string> ids) =>
        ids.All(_nodes.ContainsKey) && (ids.Length < 2 || ids.Distinct(StringComparer.Ordinal).Count() == ids.Length)
            ? ids
            : [.. ids.Where(_nodes.ContainsKey).Distinct(StringComparer.Ordinal)];

    /// <summary>The places of each node's children in the order of their ids; null for none.</summary>
    private ImmutableArray<int>.Builder?[] Children(Node[] all, int[] byId)
    {
        var children = new ImmutableArray<int>.Builder?[all.Length];
        foreach (var place in byId)
        {
            foreach (var parent in _parents[place])
            {
                (children[_places[parent]] ??= ImmutableArray.CreateBuilder<int>(2)).Add(place);
            }
        }

        return children;
    }

    private (ImmutableArray<Node> Order, ImmutableArray<Node> Cyclic) Sort(Node[] all, int[] byId, ImmutableArray<int>.Builder?[] children)
    {
        var rank = new int[all.Length];
        for (var i = 0; i < byId.Length; i++)
        {
            rank[byId[i]] = i;
        }

        int[] waiting = [.. _parents.Select(p => p.Length)];
        var ready = new PriorityQueue<int, int>();
        ready.EnqueueRange(byId.Where(place => waiting[place] == 0).Select(place => (place, rank[place])));
        var order = ImmutableArray.CreateBuilder<Node>(all.Length);
        while (ready.TryDequeue(out var place, out _))
        {
            order.Add(all[place]);
            foreach (var child in (IReadOnlyList<int>?)children[place] ?? [])
            {
                if (--waiting[child] == 0)
                {
                    ready.Enqueue(child, rank[child]);
                }
            }
        }

        return (order.ToImmutable(), [.. byId.Where(place => waiting[place] > 0).Select(place => all[place])]);
    }
}
