using Lake.Jinja.Values;

namespace Lake.Project.Contexts;

/// <summary><c>context</c>: all names as a mapping.</summary>
internal sealed class ContextValue(NodeContext context) : JinjaObject
{
    public override string TypeName => "dict";

    public override bool IsMapping => true;

    public override long? Length => context.Rendering.Names.Names.Count();

    public override string Repr => "<context>";

    public override IEnumerator<object?> Iterate() => context.Rendering.Names.Names.GetEnumerator();

    public override bool Contains(object? item) => item is string name && context.Rendering.Names.TryGet(name, out _);

    public override bool TryGetAttribute(string name, out object? value)
    {
        value = name switch
        {
            "get" => new NativeFunction(name, a => TryGetItem(a.Required(0, "key"), out var found) ? found : a.Optional(1, "default")),
            "keys" => new NativeFunction(name, _ => new Jinja.Values.PyList(context.Rendering.Names.Names)),
            _ => null,
        };
        return value is not null;
    }

    public override bool TryGetItem(object? key, out object? value)
    {
        value = null;
        return key is string name && context.Rendering.Names.TryGet(name, out value);
    }
}
