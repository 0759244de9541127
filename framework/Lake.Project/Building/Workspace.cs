using Lake.Project.Configs;
using Lake.Project.Loaded;
using Lake.Project.Nodes;
using Lake.Project.Units;
using Lake.Text;

namespace Lake.Project.Building;

/// <summary>What the stages of loading share.</summary>
internal sealed class Workspace(ProjectEnvironment environment, DiagnosticBag diagnostics)
{
    public ProjectEnvironment Environment { get; } = environment;

    public ConfigResolver Configs { get; } = new(environment.Settings, environment.Packages);

    public bool IsRoot(string package) => package == Environment.Settings.Name;

    public void Report(Diagnostic diagnostic)
    {
        FileUnit.Note(diagnostic);
        diagnostics.Add(diagnostic);
    }

    public void Report(DiagnosticException exception)
    {
        foreach (var diagnostic in exception.Diagnostics)
        {
            Report(diagnostic);
        }
    }

    /// <summary>Says again what was said of a file, and has its nodes use the configuration that they came through.</summary>
    public void Repeat(FileUnit unit)
    {
        diagnostics.AddRange(unit.Diagnostics);
        foreach (var node in ((IEnumerable<Node>)unit.Code).Concat(unit.Sources).Concat(unit.Tests).Concat(unit.SourceTests))
        {
            Configs.Use(node.ResourceType, node.PackageName, node.Fqn);
        }
    }
}
