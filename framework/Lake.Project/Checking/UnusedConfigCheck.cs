using Lake.Project.Building;
using Lake.Project.Files;
using Lake.Project.Rules;
using Lake.Text;

namespace Lake.Project.Checking;

internal static class UnusedConfigCheck
{
    public static void Check(Workspace workspace, Action<Diagnostic> report)
    {
        var source = workspace.Environment.Settings.Source;
        foreach (var (tree, path) in workspace.Configs.UnusedPaths())
        {
            if (workspace.Environment.Packages.ContainsKey(path))
            {
                var kind = tree.Replace('_', ' ').Replace('-', ' ');
                report(ProjectRules.UnusedConfigPath.At(
                    ProjectFileText.FindKey(source, tree, path), $"the package '{path}' has no {kind} yet, so '{tree}.{path}' configures nothing",
                    "it is written rightly and takes effect with the first of them"));
                continue;
            }

            var last = path[(path.LastIndexOf('.') + 1)..];
            report(ProjectRules.UnusedConfigPath.At(
                ProjectFileText.FindKey(source, path.Split('.').Prepend(tree)), $"the configuration '{tree}.{path}' matches nothing",
                path.Contains('.', StringComparison.Ordinal)
                    ? $"correct the folder's or node's name; if '{last}' is a setting, write '+{last}'"
                    : Spelling.Hint(path, workspace.Environment.Packages.Keys) ?? $"the first level is a package's name: '{workspace.Environment.Settings.Name}'; a setting is written '+{last}'"));
        }
    }
}
