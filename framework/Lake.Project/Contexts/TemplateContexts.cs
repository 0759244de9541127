using Lake.Jinja;
using Lake.Jinja.Dbt;
using Lake.Jinja.Modules;
using Lake.Jinja.Values;
using Lake.Project.Artifacts;
using Lake.Project.Contexts.Functions;
using Lake.Project.Nodes;
using Lake.Project.Parsing;
using Lake.Project.Settings;
using Lake.Project.Values;

namespace Lake.Project.Contexts;

/// <summary>dbt's contexts for the templates of a project that is being loaded.</summary>
public sealed class TemplateContexts : ITemplateContexts
{
    public RenderContext ForSettings(SettingsScope scope)
    {
        var variables = new Variables("", scope.Vars, new Dictionary<string, ValueMap>());
        var names = new Dictionary<string, object?>(DbtFunctions.All, StringComparer.Ordinal)
        {
            ["var"] = new VarFunction(variables, "", isRequired: true),
            ["env_var"] = EnvVarFunction.Create(scope.Options.Environment, scope.Secrets),
            ["modules"] = PyModules.Create(),
            ["dbt_version"] = ManifestWriter.DbtVersion,
            ["run_started_at"] = PyValue.From(scope.Options.StartedAt),
            ["invocation_id"] = scope.Options.InvocationId,
        };
        if (scope.Target is { } target)
        {
            names["target"] = TemplateValues.FromPlain(target.Visible);
        }

        return new RenderContext(names);
    }

    public RenderContext ForProperties(ProjectEnvironment environment, string package) =>
        NodeContext.ForMacros(environment, package).Rendering;

    public RenderContext ForParsing(ProjectEnvironment environment, CodeNode node, ParseCapture capture) =>
        NodeContext.ForParsing(environment, node.PackageName, node, capture).Rendering;

    public string? Generate(ProjectEnvironment environment, Macro macro, string? custom, Node node)
    {
        var context = NodeContext.ForMacros(environment, node.PackageName);
        var result = context.Bind(macro).Call(CallArguments.Of(custom, NodeValues.Of(node)));
        return result is null or Undefined ? null : PyText.Of(result).Trim();
    }
}
