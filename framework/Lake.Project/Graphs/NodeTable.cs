using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Lake.Project.Nodes;

namespace Lake.Project.Graphs;

/// <summary>Nodes by unique id, and the places at which they stand.</summary>
internal sealed class NodeTable : IReadOnlyDictionary<string, Node>
{
    private readonly Node[] _nodes;
    private readonly Dictionary<string, int> _places;

    public NodeTable(IEnumerable<Node> nodes)
    {
        _nodes = [.. nodes];
        _places = new(_nodes.Length, StringComparer.Ordinal);
        for (var i = 0; i < _nodes.Length; i++)
        {
            _places.Add(_nodes[i].UniqueId, i);
        }
    }

    public int Count => _nodes.Length;

    public IEnumerable<string> Keys => _nodes.Select(n => n.UniqueId);

    public IEnumerable<Node> Values => _nodes;

    public Node this[string key] => _nodes[_places[key]];

    public Node this[int place] => _nodes[place];

    public bool ContainsKey(string key) => _places.ContainsKey(key);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out Node value)
    {
        value = TryGetPlace(key, out var place) ? _nodes[place] : null;
        return value is not null;
    }

    public bool TryGetPlace(string key, out int place) => _places.TryGetValue(key, out place);

    public IEnumerator<KeyValuePair<string, Node>> GetEnumerator() => _nodes.Select(n => KeyValuePair.Create(n.UniqueId, n)).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
