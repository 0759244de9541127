using Lake.Jinja.Values;
using Lake.Project.Macros;

namespace Lake.Project.Contexts.Adapters;

/// <summary>
/// A method of <c>adapter</c> that dbt does by a macro of the same name, so that a project's own macro takes its place. Inside of that
/// macro the adapter does it itself.
/// </summary>
internal static class OverriddenMethod
{
    public static bool TryCall(AdapterValue adapter, string name, CallArguments arguments, out object? result)
    {
        var context = adapter.Context;
        result = null;
        if (!context.Executes || Find(context, name) is not { } macro || !context.Overridden.Add(name))
        {
            return false;
        }

        try
        {
            result = context.Bind(macro).Call(arguments);
            return true;
        }
        finally
        {
            context.Overridden.Remove(name);
        }
    }

    /// <summary>Null where the built-in macro would be taken.</summary>
    private static Macro? Find(NodeContext context, string name) =>
        context.Environment.Macros.Find(name, context.Package) is { PackageName: not MacroRegistry.BuiltInPackage } own ? own
        : Dispatch.Candidates(context, name, MacroRegistry.BuiltInPackage).OfType<Macro>().FirstOrDefault() is { PackageName: not MacroRegistry.BuiltInPackage } found ? found
        : null;
}
