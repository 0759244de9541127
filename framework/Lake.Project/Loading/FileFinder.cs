using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.IO.Enumeration;
using Lake.Project.Files;
using Lake.Project.Rules;
using Lake.Project.Settings;
using Lake.Text;
using MAB.DotIgnore;

namespace Lake.Project.Loading;

/// <summary>Finds a package's files by kind of path, in the order of their names.</summary>
internal sealed class FileFinder(ProjectSettings package, string displayRoot, Action<Diagnostic> report)
{
    private readonly Dictionary<string, ImmutableArray<FoundFile>> _listings = new(StringComparer.Ordinal);

    /// <summary>What a package's <c>.dbtignore</c> leaves out, in the words of <c>.gitignore</c>; null where there is none.</summary>
    private readonly IgnoreList? _ignored = Ignored(Path.Combine(package.Directory, ".dbtignore"));

    private readonly HashSet<string> _outside = new(StringComparer.Ordinal);

    private readonly HashSet<string> _missing = new(StringComparer.Ordinal);

    private static readonly EnumerationOptions Options = new() { AttributesToSkip = 0, IgnoreInaccessible = false };

    /// <summary>The folders of a new project, which may have been left empty and so be missing in a clone.</summary>
    private static readonly string[] Usual = ["models", "seeds", "tests", "analyses", "analysis", "macros", "snapshots", "data", "docs", "functions", "project/streams"];

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

            foreach (var file in List(full))
            {
                if (Array.Exists(extensions, e => file.Path.EndsWith(e, StringComparison.OrdinalIgnoreCase)) && seen.Add(file.Path))
                {
                    found.Add(File(full, file));
                }
            }
        }

        return found.ToImmutable();
    }

    private ProjectFile File(string folder, FoundFile file) =>
        new(package.Name, file.Path, Relative(package.Directory, file.Path), Relative(folder, file.Path))
        {
            DisplayPath = Relative(displayRoot, file.Path),
            Stamp = file.Stamp,
        };

    private static string Relative(string folder, string path) =>
        Slashes(Holds(folder, path) && path.Length > folder.Length ? path[(folder.Length + 1)..] : Path.GetRelativePath(folder, path));

    private string? Resolve(string folder)
    {
        var full = Path.GetFullPath(folder, package.Directory);
        var inside = full == package.Directory || full.StartsWith(package.Directory + Path.DirectorySeparatorChar, StringComparison.Ordinal);
        if (inside)
        {
            return Directory.Exists(full) ? full : Missing(folder, full);
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

    private ImmutableArray<FoundFile> List(string folder)
    {
        if (_listings.TryGetValue(folder, out var known))
        {
            return known;
        }

        var files = new ConcurrentBag<FoundFile>();
        Walk(folder, Target(new DirectoryInfo(folder)) ?? folder, [], files);
        return _listings[folder] =
        [
            .. files.Where(f => _ignored?.IsIgnored(Relative(package.Directory, f.Path), pathIsDirectory: false) != true)
                .OrderBy(f => f.Path, StringComparer.Ordinal),
        ];
    }

    /// <summary>Links to folders are followed, as dbt does, except back to a folder that is being walked or holds one.</summary>
    /// <param name="folder">As it was reached.</param>
    /// <param name="real">The same without links.</param>
    /// <param name="within">The real paths of the folders that led here.</param>
    /// <param name="files">Gets the files.</param>
    private void Walk(string folder, string real, ImmutableList<string> within, ConcurrentBag<FoundFile> files)
    {
        if (folder == package.Paths.PackagesInstall || folder == package.Paths.Target || within.Exists(w => Holds(real, w)))
        {
            return;
        }

        var folders = new List<(string Path, string Real)>();
        try
        {
            foreach (var (path, stamp, isFolder) in new FileSystemEnumerable<(string, FileStamp?, bool)>(folder, Entry, Options))
            {
                if (isFolder)
                {
                    var inner = new DirectoryInfo(path);
                    folders.Add((path, Target(inner) ?? Path.Combine(real, inner.Name)));
                }
                else
                {
                    files.Add(new FoundFile(path, stamp));
                }
            }
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            var shown = Slashes(Path.GetRelativePath(displayRoot, folder));
            report(ProjectRules.UnreadableFile.At(
                new SourceFile(shown, "").At(0, 0), $"the folder cannot be read: {e.Message}", "check that you may read it"));
        }

        Parallel.ForEach(folders, inner => Walk(inner.Path, inner.Real, within.Add(real), files));
    }

    private static (string Path, FileStamp? Stamp, bool IsFolder) Entry(ref FileSystemEntry entry) =>
        (entry.ToFullPath(), entry.IsDirectory ? null : FileStamp.Of(ref entry), entry.IsDirectory);

    /// <summary>Where a link leads; null for a folder that is none.</summary>
    private static string? Target(DirectoryInfo folder) => folder.ResolveLinkTarget(returnFinalTarget: true)?.FullName.TrimEnd(Path.DirectorySeparatorChar);

    private static bool Holds(string folder, string path) =>
        path == folder || path.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <summary>A folder that the project file names and that is not there; the default ones need not be.</summary>
    private string? Missing(string folder, string full)
    {
        var isFile = System.IO.File.Exists(full);
        if ((isFile || !Usual.Contains(folder, StringComparer.Ordinal)) && _missing.Add(folder))
        {
            var beside = Directory.Exists(package.Directory) ? Directory.EnumerateDirectories(package.Directory).Select(d => Path.GetFileName(d)) : [];
            report(ProjectRules.MissingFolder.At(
                ProjectFileText.Find(package.Source, folder), isFile ? $"'{folder}' is a file, not a folder" : $"there is no folder '{folder}'",
                isFile ? "rename the file, or name another folder" : Spelling.Hint(folder, beside) ?? "make the folder, or take it out of the project file"));
        }

        return null;
    }

    private static IgnoreList? Ignored(string path) => System.IO.File.Exists(path) ? new IgnoreList(System.IO.File.ReadAllLines(path)) : null;

    private static string Slashes(string path) => path.Replace('\\', '/');

    private readonly record struct FoundFile(string Path, FileStamp? Stamp);
}
