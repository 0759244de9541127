using System.Collections.Immutable;
using Lake.Project.Settings;
using Lake.Text;

namespace Lake.Project.Files;

/// <summary>Finds a package's files by kind of path, in the order of their names.</summary>
internal sealed class FileFinder(ProjectSettings package, string displayRoot, Action<Diagnostic> report)
{
    private readonly Dictionary<string, ImmutableArray<string>> _listings = new(StringComparer.Ordinal);

    private readonly HashSet<string> _outside = new(StringComparer.Ordinal);

    /// <summary>Files under the folders with one of the extensions; a file under two of them comes once.</summary>
    public ImmutableArray<ProjectFile> Find(IEnumerable<string> folders, params string[] extensions)
    {
        var found = ImmutableArray.CreateBuilder<ProjectFile>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var folder in folders.Distinct(StringComparer.Ordinal))
        {
            if (Resolve(folder) is not { } full)
            {
                continue;
            }

            foreach (var path in List(full))
            {
                if (extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase) && seen.Add(path))
                {
                    found.Add(File(full, path));
                }
            }
        }

        return found.ToImmutable();
    }

    public ProjectFile File(string folder, string path) =>
        new(package.Name, path, Slashes(Path.GetRelativePath(package.Directory, path)), Slashes(Path.GetRelativePath(folder, path)))
        {
            DisplayPath = Slashes(Path.GetRelativePath(displayRoot, path)),
        };

    private string? Resolve(string folder)
    {
        var full = Path.GetFullPath(folder, package.Directory);
        var inside = full == package.Directory || full.StartsWith(package.Directory + Path.DirectorySeparatorChar, StringComparison.Ordinal);
        if (inside)
        {
            return Directory.Exists(full) ? full : null;
        }

        if (!_outside.Add(folder))
        {
            return null;
        }

        report(ProjectRules.PathOutsideProject.At(
            ProjectFileText.Find(package.Source, folder), $"the folder '{folder}' lies outside the project",
            "name a folder inside the project; share files of other projects as a package"));
        return null;
    }

    private ImmutableArray<string> List(string folder)
    {
        if (_listings.TryGetValue(folder, out var known))
        {
            return known;
        }

        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.System, MaxRecursionDepth = 64 };
        var installed = package.Paths.PackagesInstall + Path.DirectorySeparatorChar;
        var target = package.Paths.Target + Path.DirectorySeparatorChar;
        var files = Directory.EnumerateFiles(folder, "*", options)
            .Where(f => !f.StartsWith(installed, StringComparison.Ordinal) && !f.StartsWith(target, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal).ToImmutableArray();
        return _listings[folder] = files;
    }

    private static string Slashes(string path) => path.Replace('\\', '/');
}
