using System.Collections.Immutable;
using Lake.Project.Keys;
using Lake.Project.Rules;
using Lake.Project.Settings;
using Lake.Text;
using Lake.Yaml;
using Lake.Yaml.Keys;
using Lake.Yaml.Tree;

namespace Lake.Project.Loading;

/// <summary>The packages under <c>dbt_packages/</c>, and whether all that are asked for are there.</summary>
internal sealed class PackageLoader(ProjectSettings root, Action<Diagnostic> report)
{
    private static readonly string[] Lists = ["packages.yml", "dependencies.yml"];

    /// <summary>By name, the root among them.</summary>
    public ImmutableDictionary<string, ProjectSettings> Load(Func<string, ProjectSettings> read)
    {
        var packages = ImmutableDictionary.CreateBuilder<string, ProjectSettings>(StringComparer.Ordinal);
        packages[root.Name] = root;
        foreach (var directory in Directories())
        {
            try
            {
                var package = read(directory);
                if (packages.TryGetValue(package.Name, out var other))
                {
                    report(ProjectRules.DuplicatePackage.At(
                        Files.ProjectFileText.Find(package.Source, package.Name), $"two packages are called '{package.Name}': {other.Source.Path} and {package.Source.Path}",
                        "remove one of them"));
                }
                else
                {
                    packages.Add(package.Name, package);
                }
            }
            catch (DiagnosticException e)
            {
                foreach (var diagnostic in e.Diagnostics)
                {
                    report(diagnostic);
                }
            }
        }

        CheckInstalled(packages.Count - 1);
        return packages.ToImmutable();
    }

    private IEnumerable<string> Directories() => Directory.Exists(root.Paths.PackagesInstall)
        ? Directory.EnumerateDirectories(root.Paths.PackagesInstall).Where(d => ProjectDirectory.FileIn(d) is not null).Order(StringComparer.Ordinal)
        : [];

    private void CheckInstalled(int installed)
    {
        foreach (var name in Lists)
        {
            var path = Path.Combine(root.Directory, name);
            if (!File.Exists(path) || Files.FileReader.Read(path, name, report) is not { } source)
            {
                continue;
            }

            var document = YamlDocument.Parse(source);
            foreach (var diagnostic in document.Diagnostics)
            {
                report(diagnostic);
            }

            if (document.Root is not YamlMapping map)
            {
                continue;
            }

            new KeyCheck(report).Check(map, PackageKeys.File, name);
            var listed = map.Find("packages")?.Value as YamlSequence;
            if (listed is { Items.Length: > 0 } && listed.Items.Length > installed)
            {
                report(ProjectRules.MissingPackages.At(
                    listed.Items[0].Location, $"{name} lists {listed.Items.Length} packages, and {installed} are installed in {Path.GetFileName(root.Paths.PackagesInstall)}/",
                    "run 'lake deps' in the project, or put the packages' folders there"));
            }
        }
    }
}
