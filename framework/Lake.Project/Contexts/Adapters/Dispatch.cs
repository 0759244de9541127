using System.Collections.Immutable;
using Lake.Jinja.Values;
using Lake.Project.Contexts.Values;
using Lake.Project.Macros;

namespace Lake.Project.Contexts.Adapters;

/// <summary><c>adapter.dispatch(name, namespace)</c>: the first of <c>duckdb__name</c> and <c>default__name</c> in the packages of the search order.</summary>
internal static class Dispatch
{
    public static Macro Find(NodeContext context, CallArguments arguments)
    {
        var name = arguments.Text(0, "macro_name");
        if (name.Contains('.', StringComparison.Ordinal))
        {
            var (package, macro) = (name[..name.IndexOf('.', StringComparison.Ordinal)], name[(name.IndexOf('.', StringComparison.Ordinal) + 1)..]);
            throw ContextRules.UnknownDispatch.Error(
                arguments.Site, $"adapter.dispatch takes no dotted name ('{name}')", $"write adapter.dispatch('{macro}', '{package}')");
        }

        var places = Places(context, name, arguments.OptionalText(1, "macro_namespace")).ToList();
        if (places.Select(p => At(context, p)).FirstOrDefault(m => m is not null) is { } found)
        {
            return found;
        }

        var tried = places.Select(p => p.Package is null ? p.Name : $"{p.Package}.{p.Name}");
        throw ContextRules.UnknownDispatch.Error(
            arguments.Site, $"no macro for '{name}' was found; tried {string.Join(", ", tried.Select(t => $"'{t}'"))}",
            $"define one of them, for instance '{{% macro default__{name}(…) %}}'");
    }

    /// <summary>What is there under the names that are tried, in their order.</summary>
    public static IEnumerable<Macro?> Candidates(NodeContext context, string name, string macroNamespace) =>
        Places(context, name, macroNamespace).Select(p => At(context, p));

    private static IEnumerable<(string? Package, string Name)> Places(NodeContext context, string name, string? macroNamespace) =>
        from package in SearchOrder(context, macroNamespace)
        from prefix in new[] { context.Environment.Target.Type, "default" }
        select (package, $"{prefix}__{name}");

    private static Macro? At(NodeContext context, (string? Package, string Name) place) => place.Package is null
        ? context.Environment.Macros.Find(place.Name, context.Package)
        : context.Environment.Macros.TryGet(place.Package, place.Name, out var macro) ? macro : null;

    /// <summary>The order that the project gives for dbt_utils holds for what stands in for it.</summary>
    private static bool Replaced(NodeContext context, string macroNamespace, out ImmutableArray<string> order)
    {
        order = [];
        return macroNamespace == MacroRegistry.UtilitiesPackage && context.Environment.Macros.StandsInForDbtUtils
            && context.Environment.Settings.Dispatch.TryGetValue("dbt_utils", out order);
    }

    /// <summary>Null stands for the packages that a bare name is looked up in.</summary>
    private static ImmutableArray<string?> SearchOrder(NodeContext context, string? macroNamespace)
    {
        if (macroNamespace is null)
        {
            return [null];
        }

        var root = context.Environment.Settings;
        return root.Dispatch.TryGetValue(macroNamespace, out var order) || Replaced(context, macroNamespace, out order)
            ? [.. order]
            : [root.Name, macroNamespace];
    }
}
