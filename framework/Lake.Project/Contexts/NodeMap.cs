using Lake.Jinja.Values;
using Lake.Project.Nodes;

namespace Lake.Project.Contexts;

/// <summary>Nodes by unique id, each made a dict when it is first looked at.</summary>
internal sealed class NodeMap(IEnumerable<Node> nodes) : JinjaObject
{
    private readonly Dictionary<string, Node> _nodes = nodes.ToDictionary(n => n.UniqueId, StringComparer.Ordinal);
    private readonly Dictionary<string, PyDict> _dicts = new(StringComparer.Ordinal);

    public override string TypeName => "dict";

    public override bool IsMapping => true;

    public override long? Length => _nodes.Count;

    public override string Repr => All().Repr;

    public override IEnumerator<object?> Iterate() => _nodes.Keys.GetEnumerator();

    public override bool Contains(object? item) => item is string id && _nodes.ContainsKey(id);

    public override bool TryGetItem(object? key, out object? value)
    {
        value = key is string id && _nodes.TryGetValue(id, out var node) ? Dict(id, node) : null;
        return value is not null;
    }

    public override bool TryGetAttribute(string name, out object? value)
    {
        value = name switch
        {
            "get" => new NativeFunction(name, a => TryGetItem(a.Required(0, "key"), out var found) ? found : a.Optional(1, "default")),
            "keys" => new NativeFunction(name, _ => new PyList(_nodes.Keys)),
            "values" => new NativeFunction(name, _ => new PyList(_nodes.Select(n => Dict(n.Key, n.Value)))),
            "items" => new NativeFunction(name, _ => new PyList(_nodes.Select(n => new PyTuple(n.Key, Dict(n.Key, n.Value))))),
            _ => null,
        };
        return value is not null;
    }

    private PyDict Dict(string id, Node node)
    {
        if (!_dicts.TryGetValue(id, out var dict))
        {
            _dicts[id] = dict = NodeValues.Of(node);
        }

        return dict;
    }

    private PyDict All() => new(_nodes.Select(n => KeyValuePair.Create(n.Key, (object?)Dict(n.Key, n.Value))));
}
