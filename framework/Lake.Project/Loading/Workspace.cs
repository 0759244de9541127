using Lake.Project.Configs;
using Lake.Project.Parsing;
using Lake.Text;

namespace Lake.Project.Loading;

/// <summary>What the stages of loading share.</summary>
internal sealed class Workspace(ProjectEnvironment environment, ITemplateContexts contexts, DiagnosticBag diagnostics)
{
    public ProjectEnvironment Environment { get; } = environment;

    public ITemplateContexts Contexts { get; } = contexts;

    public ConfigResolver Configs { get; } = new(environment.Settings, environment.Packages);

    public bool IsRoot(string package) => package == Environment.Settings.Name;

    public void Report(Diagnostic diagnostic) => diagnostics.Add(diagnostic);

    public void Report(DiagnosticException exception) => diagnostics.AddRange(exception.Diagnostics);
}
