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

        var tried = new List<string>();
        foreach (var package in SearchOrder(context, arguments.OptionalText(1, "macro_namespace")))
        {
            foreach (var prefix in new[] { context.Environment.Target.Type, "default" })
            {
                var full = $"{prefix}__{name}";
                var found = package is null
                    ? context.Environment.Macros.Find(full, context.Package)
                    : context.Environment.Macros.TryGet(package, full, out var macro) ? macro : null;
                if (found is not null)
                {
                    return found;
                }

                tried.Add(package is null ? full : $"{package}.{full}");
            }
        }

        throw ContextRules.UnknownDispatch.Error(
            arguments.Site, $"no macro for '{name}' was found; tried {string.Join(", ", tried.Select(t => $"'{t}'"))}",
            $"define one of them, for instance '{{% macro default__{name}(…) %}}'");
    }

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
