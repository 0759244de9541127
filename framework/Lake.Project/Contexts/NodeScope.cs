using Lake.Jinja;
using Lake.Jinja.Values;
using Lake.Project.Macros;

namespace Lake.Project.Contexts;

/// <summary>
/// Resolves the names of a node's templates, each once: names set for the node, macros, namespaces of packages, and
/// the functions of dbt. A macro so hides a function of its name; <c>builtins</c> still has the function.
/// </summary>
internal sealed class NodeScope(NodeContext context) : NameScope
{
    private readonly Dictionary<string, object?> _known = new(StringComparer.Ordinal);
    private readonly Dictionary<string, BoundMacro> _macros = new(StringComparer.Ordinal);
    private readonly Dictionary<(string? Package, string Name), object?> _overrides = [];
    private readonly HashSet<string> _absent = new(StringComparer.Ordinal);

    public override IEnumerable<string> Names => _known.Keys
        .Concat(ContextNames.All)
        .Concat(new[] { context.Package, context.Environment.Macros.RootPackage, MacroRegistry.BuiltInPackage }
            .SelectMany(p => context.Environment.Macros.InPackage(p).Keys))
        .Distinct(StringComparer.Ordinal);

    public void Set(string name, object? value) => _known[name] = value;

    /// <summary>The name is resolved anew when it is next asked for.</summary>
    public void Forget(string name) => _known.Remove(name);

    /// <summary>A value in place of what a macro would give: everywhere, or in calls with its package.</summary>
    public void Override(string macro, object? value)
    {
        var dot = macro.IndexOf('.', StringComparison.Ordinal);
        var (package, name) = dot < 0 ? (null, macro) : (macro[..dot], macro[(dot + 1)..]);
        _overrides[(package, name)] = value;
        if (package is null or MacroRegistry.BuiltInPackage)
        {
            Set(name, context.Environment.Macros.Find(name, context.Package) is null ? value : new NativeFunction(name, _ => value));
        }
    }

    public override bool TryGet(string name, out object? value)
    {
        if (_known.TryGetValue(name, out value))
        {
            return true;
        }

        if (_absent.Contains(name))
        {
            return false;
        }

        if (Resolve(name, out value))
        {
            _known[name] = value;
            return true;
        }

        _absent.Add(name);
        return false;
    }

    public BoundMacro Bind(Macro macro)
    {
        if (!_macros.TryGetValue(macro.UniqueId, out var bound))
        {
            _macros[macro.UniqueId] = bound = macro.Definition.Bind(context.Rendering);
        }

        return bound;
    }

    /// <summary>The macro as templates call it: calls are noted. As in dbt, no two of them are equal.</summary>
    public JinjaObject Callable(Macro macro) =>
        _overrides.TryGetValue((macro.PackageName, macro.Name), out var value)
        || (macro.PackageName == MacroRegistry.BuiltInPackage && _overrides.TryGetValue((null, macro.Name), out value))
            ? new NativeFunction(macro.Name, _ => value)
            : new CapturedMacro(macro.UniqueId, Bind(macro), context);

    private bool Resolve(string name, out object? value)
    {
        var macros = context.Environment.Macros;
        if (macros.Find(name, context.Package) is { } macro)
        {
            value = Callable(macro);
            return true;
        }

        if (name == MacroRegistry.BuiltInPackage || macros.Packages.Contains(name, StringComparer.Ordinal))
        {
            value = new MacroNamespace(name, context, this);
            return true;
        }

        return ContextNames.TryGet(context, name, out value);
    }
}
