using Lake.Project.Files;
using Lake.Project.Rules;
using Lake.Text;
using Lake.Yaml;
using Lake.Yaml.Tree;

namespace Lake.Project.Settings;

/// <summary>Where <c>profiles.yml</c> is, and what it says about one profile, not rendered yet.</summary>
internal static class ProfileFile
{
    private const string FileName = "profiles.yml";

    /// <summary>The folders in which the file is looked for, in order; an explicit one is the only one.</summary>
    public static IEnumerable<string> Directories(ProjectOptions options, string projectDirectory)
    {
        if (options.ProfilesDirectory is { } given)
        {
            return [Path.GetFullPath(given, options.WorkingDirectory)];
        }

        foreach (var variable in new[] { "LAKE_PROFILES_DIR", "DBT_PROFILES_DIR" })
        {
            if (options.Environment.TryGetValue(variable, out var directory) && directory.Length > 0)
            {
                return [Path.GetFullPath(directory, options.WorkingDirectory)];
            }
        }

        string[] places = [options.WorkingDirectory, projectDirectory, .. Home(options) is { } home ? new[] { home } : []];
        return places.Distinct(StringComparer.Ordinal);
    }

    /// <summary>Where dbt keeps what is a person's own.</summary>
    public static string? Home(ProjectOptions options) =>
        (options.Environment.GetValueOrDefault("HOME") ?? options.Environment.GetValueOrDefault("USERPROFILE")) is { } home ? Path.Combine(home, ".dbt") : null;

    /// <summary>The profile's mapping; throws diagnostics when there is none.</summary>
    public static YamlMapping Find(string name, Location? asked, ProjectOptions options, string projectDirectory, Action<Diagnostic> report)
    {
        var directories = Directories(options, projectDirectory).ToList();
        var path = directories.Select(d => Path.Combine(d, FileName)).FirstOrDefault(File.Exists)
            ?? throw ProjectRules.MissingProfilesFile.Error(
                asked, $"the profile '{name}' is asked for and there is no profiles.yml in {string.Join(", ", directories)}",
                "write a profiles.yml there, say where it is with --profiles-dir, or "
                    + (asked is null ? "leave --profile out" : "remove 'profile:' from the project file") + " to build with DuckDB into warehouse/");
        var problems = new List<Diagnostic>();
        var shown = Path.GetRelativePath(projectDirectory, path).Replace('\\', '/');
        var source = FileReader.Read(path, shown.StartsWith("..", StringComparison.Ordinal) ? path : shown, problems.Add)
            ?? throw new DiagnosticException([.. problems]);
        var document = YamlDocument.Parse(source);
        if (document.HasErrors)
        {
            throw new DiagnosticException([.. document.Diagnostics.Where(d => d.Severity == Severity.Error)]);
        }

        foreach (var diagnostic in document.Diagnostics)
        {
            report(diagnostic);
        }

        if (document.Root is not YamlMapping root)
        {
            throw ProjectRules.InvalidProfile.Error(source.At(0, 0), "profiles.yml holds no profiles", $"write '{name}:' with 'target:' and 'outputs:' below it");
        }

        var names = root.Entries.Select(e => e.Key.Text).Where(k => k != "config").ToList();
        return root.Find(name)?.Value switch
        {
            YamlMapping profile => profile,
            null => throw ProjectRules.UnknownProfile.Error(
                asked, $"there is no profile '{name}' in {source.Path}",
                Spelling.Hint(name, names) ?? (names.Count == 0 ? $"write '{name}:' with 'target:' and 'outputs:' below it" : $"the profiles there are: {string.Join(", ", names)}")),
            var other => throw ProjectRules.InvalidProfile.Error(
                other.Location, $"the profile '{name}' must be a mapping with 'target' and 'outputs', not {other.Described}",
                $"write '{name}:' and, indented below it, 'target:' and 'outputs:'"),
        };
    }
}
