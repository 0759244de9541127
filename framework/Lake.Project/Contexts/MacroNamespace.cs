using Lake.Jinja.Values;

namespace Lake.Project.Contexts;

/// <summary>The macros of one package, as <c>package.macro(…)</c>.</summary>
internal sealed class MacroNamespace(string package, NodeContext context, NodeScope scope) : JinjaObject
{
    public override string TypeName => "MacroNamespace";

    public override bool IsMapping => true;

    public override long? Length => context.Environment.Macros.InPackage(package).Count;

    public override IEnumerator<object?> Iterate() => context.Environment.Macros.InPackage(package).Keys.GetEnumerator();

    public override bool Contains(object? item) =>
        item is string name && context.Environment.Macros.TryGet(package, name, out _);

    public override bool TryGetAttribute(string name, out object? value)
    {
        if (context.Environment.Macros.TryGet(package, name, out var macro))
        {
            value = scope.Callable(macro);
            return true;
        }

        value = name == "get" ? new NativeFunction(name, a => TryGetItem(a.Required(0, "key"), out var found) ? found : a.Optional(1, "default")) : null;
        return value is not null;
    }

    public override bool TryGetItem(object? key, out object? value)
    {
        value = null;
        return key is string name && context.Environment.Macros.TryGet(package, name, out _) && TryGetAttribute(name, out value);
    }
}
