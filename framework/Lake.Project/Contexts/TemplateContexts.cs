using Lake.Jinja;
using Lake.Jinja.Dbt;
using Lake.Jinja.Modules;
using Lake.Jinja.Values;
using Lake.Project.Contexts.Functions;
using Lake.Project.Loaded;
using Lake.Project.Macros;
using Lake.Project.Nodes;
using Lake.Project.Settings;
using Lake.Project.Values;

namespace Lake.Project.Contexts;

/// <summary>
/// dbt's contexts for the templates of a project that is being loaded. Called from several threads; each context is
/// used by one.
/// </summary>
public static class TemplateContexts
{
    /// <summary>For values of the project file and of profiles: dbt's base context.</summary>
    public static RenderContext ForSettings(SettingsScope scope)
    {
        var variables = new Variables("", scope.Vars, new Dictionary<string, ValueMap>());
        var names = new Dictionary<string, object?>(DbtFunctions.All, StringComparer.Ordinal)
        {
            ["var"] = new VarFunction(variables, "", isRequired: true),
            ["env_var"] = EnvVarFunction.Create(scope.Options.Environment, scope.Secrets),
            ["modules"] = PyModules.Create(),
            ["dbt_version"] = DbtVersion.Text,
            ["run_started_at"] = PyValue.From(scope.Options.StartedAt),
            ["invocation_id"] = scope.Options.InvocationId,
        };
        if (scope.Target is { } target)
        {
            names["target"] = TemplateValues.FromPlain(target.Visible);
        }

        return new RenderContext(names);
    }

    /// <summary>For values of property YAML: with <c>target</c>, <c>var</c> of the package and <c>doc</c>.</summary>
    public static RenderContext ForProperties(ProjectEnvironment environment, string package) =>
        NodeContext.ForMacros(environment, package).Rendering;

    /// <summary>For SQL: <c>execute</c> is false and everything that the code calls goes into the capture.</summary>
    public static RenderContext ForParsing(ProjectEnvironment environment, CodeNode node, ParseCapture capture) =>
        NodeContext.ForParsing(environment, node.PackageName, node, capture).Rendering;

    /// <summary>Calls <c>generate_schema_name</c> or one of its kind with the configured value and the node.</summary>
    public static string? Generate(ProjectEnvironment environment, Macro macro, string? custom, Node node)
    {
        var context = NodeContext.ForMacros(environment, node.PackageName);
        var result = context.Bind(macro).Call(CallArguments.Of(custom, NodeValues.Of(node)));
        return result is null or Undefined ? null : PyText.Of(result).Trim();
    }
}
