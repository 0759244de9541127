using System.Collections.Immutable;
using Lake.Jinja.Tree;
using Lake.Project.Contexts;
using Lake.Project.Macros;
using Lake.Project.Settings;

namespace Lake.Project.Building;

/// <summary>Which macros a macro's text calls: by name, by package and name, and through <c>adapter.dispatch</c>.</summary>
internal sealed class MacroDependencies(MacroRegistry macros, ProjectSettings root, IEnumerable<string> packages, string adapter)
{
    private static readonly HashSet<string> NoMacros = new(ContextNames.All, StringComparer.Ordinal);

    private readonly ImmutableArray<string> _packages = [.. packages];

    /// <summary>Unique ids, in the order of the calls.</summary>
    public ImmutableArray<string> Of(Macro macro)
    {
        var found = new List<string>();
        foreach (var call in macro.Definition.Syntax.DescendantsAndSelf().OfType<CallSyntax>())
        {
            foreach (var called in Called(call, macro))
            {
                if (!found.Contains(called.UniqueId, StringComparer.Ordinal))
                {
                    found.Add(called.UniqueId);
                }
            }
        }

        return [.. found];
    }

    private IEnumerable<Macro> Called(CallSyntax call, Macro caller) => call.Callee switch
    {
        NameSyntax { Name: var name } when !NoMacros.Contains(name) => Named(caller.PackageName, name, caller),
        AttributeSyntax { Owner: NameSyntax { Name: "adapter" }, Name: "dispatch" } => Dispatched(call, caller),
        AttributeSyntax { Owner: NameSyntax { Name: var package }, Name: var name } when package != "adapter" => Find(package, name) is { } macro ? [macro] : [],
        _ => [],
    };

    /// <summary>In dbt a call of the macro's own name is never a dependency, unless it names a package or dispatches to it.</summary>
    private IEnumerable<Macro> Named(string package, string name, Macro caller) =>
        name != caller.Name && Find(package, name) is { } macro ? [macro] : [];

    /// <summary>The package's own, then the root's, then any package's, then a built-in one.</summary>
    private Macro? Find(string package, string name) =>
        macros.TryGet(package, name, out var macro) || macros.TryGet(root.Name, name, out macro)
            ? macro
            : _packages.Reverse().Select(p => macros.InPackage(p).GetValueOrDefault(name)).FirstOrDefault(m => m is not null)
                ?? macros.Find(name, root.Name);

    private IEnumerable<Macro> Dispatched(CallSyntax call, Macro caller)
    {
        if (Argument(call, 0, "macro_name") is not { } name)
        {
            return [];
        }

        var candidates = Argument(call, 1, "macro_namespace") is { } space
            ? SearchOrder(space).SelectMany(package => Prefixed(name).Select(full => macros.InPackage(package).GetValueOrDefault(full)))
            : Prefixed(name).Select(full => Find(caller.PackageName, full));
        var implementation = candidates.FirstOrDefault(m => m is not null);
        return implementation is null ? Named(caller.PackageName, name, caller) : Named(caller.PackageName, name, caller).Append(implementation);
    }

    private ImmutableArray<string> SearchOrder(string space) =>
        root.Dispatch.TryGetValue(space, out var given) ? given : [root.Name, space];

    private string[] Prefixed(string name) => [$"{adapter}__{name}", $"default__{name}"];

    private static string? Argument(CallSyntax call, int index, string keyword)
    {
        var value = call.Arguments.Positional.ElementAtOrDefault(index) ?? call.Arguments.Keywords.FirstOrDefault(k => k.Name == keyword)?.Value;
        return (value as LiteralSyntax)?.Value as string;
    }
}
