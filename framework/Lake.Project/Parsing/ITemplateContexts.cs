using Lake.Jinja;
using Lake.Project.Nodes;
using Lake.Project.Settings;
using Lake.Project.Values;

namespace Lake.Project.Parsing;

/// <summary>
/// Makes the contexts in which the templates of a project are rendered while it loads. Called from several threads;
/// each context is used by one.
/// </summary>
public interface ITemplateContexts
{
    /// <summary>For values of the project file and of profiles: dbt's base context.</summary>
    RenderContext ForSettings(SettingsScope scope);

    /// <summary>For values of property YAML: with <c>target</c>, <c>var</c> of the package and <c>doc</c>.</summary>
    RenderContext ForProperties(ProjectEnvironment environment, string package);

    /// <summary>For SQL: <c>execute</c> is false and everything that the code calls goes into the capture.</summary>
    RenderContext ForParsing(ProjectEnvironment environment, CodeNode node, ParseCapture capture);

    /// <summary>Calls <c>generate_schema_name</c> or one of its kind with the configured value and the node.</summary>
    string? Generate(ProjectEnvironment environment, Macro macro, string? custom, Node node);
}

/// <param name="Options">The command line and the environment.</param>
/// <param name="Vars">What <c>var</c> finds: <c>--vars</c> and vars.yml.</param>
/// <param name="Target">What <c>target</c> is; null while profiles are read.</param>
/// <param name="Secrets">Whether <c>env_var</c> may give variables named <c>DBT_ENV_SECRET_…</c>.</param>
public sealed record SettingsScope(ProjectOptions Options, ValueMap Vars, Target? Target, bool Secrets);
