using Lake.Project.Configs;
using Lake.Project.Loaded;
using Lake.Text;

namespace Lake.Project.Building;

/// <summary>What the stages of loading share.</summary>
internal sealed class Workspace(ProjectEnvironment environment, DiagnosticBag diagnostics)
{
    public ProjectEnvironment Environment { get; } = environment;

    public ConfigResolver Configs { get; } = new(environment.Settings, environment.Packages);

    public bool IsRoot(string package) => package == Environment.Settings.Name;

    public void Report(Diagnostic diagnostic) => diagnostics.Add(diagnostic);

    public void Report(DiagnosticException exception) => diagnostics.AddRange(exception.Diagnostics);
}
