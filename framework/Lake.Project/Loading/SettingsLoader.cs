using Lake.Project.Contexts;
using Lake.Project.Loaded;
using Lake.Project.Rendering;
using Lake.Project.Rules;
using Lake.Project.Settings;
using Lake.Project.Values;
using Lake.Text;
using Lake.Yaml;
using Lake.Yaml.Tree;

namespace Lake.Project.Loading;

/// <summary>Project file, profile, variables and installed packages: all that is known before any node.</summary>
/// <param name="options">The command line and the environment.</param>
/// <param name="report">Where diagnostics go.</param>
internal sealed class SettingsLoader(ProjectOptions options, Action<Diagnostic> report)
{
    public LoadedSettings Load()
    {
        var directory = ProjectDirectory.Find(options);
        if (options.ProfilesDirectory is { } profiles && !Directory.Exists(Path.GetFullPath(profiles, options.WorkingDirectory)))
        {
            throw ProjectRules.MissingProfilesFile.Error(null, $"the profiles directory '{profiles}' does not exist", "give --profiles-dir the folder of profiles.yml");
        }

        var commandLine = VariableFiles.CommandLine(options.Vars, report);
        var fromFile = VariableFiles.Read(directory, report);
        var vars = fromFile.Merge(commandLine);
        var profileName = options.Profile is { } given ? (Name: given, Place: null) : ProfileOf(directory, vars);
        var target = profileName.Name is null
            ? TargetReader.Local(options)
            : Target(profileName.Name, profileName.Place, directory, vars);
        var root = Read(directory, target, vars, isRoot: true);
        if (root.Vars.Count > 0 && fromFile.Count > 0)
        {
            report(ProjectRules.DuplicateVars.At(
                Files.ProjectFileText.Find(root.Source, "vars:"), $"variables are given both in vars.yml and in {root.Source.Path}", "move all of them to vars.yml"));
        }

        root = root with { Vars = fromFile.Merge(root.Vars), Flags = UserSettings.Flags(options).Merge(root.Flags) };
        CatalogsFile.Check(directory, report);
        var packages = new PackageLoader(root, report).Load(d => Read(d, target, vars, isRoot: false));
        var byPackage = packages.Values.ToDictionary(p => p.Name, p => p.Vars, StringComparer.Ordinal);
        return new LoadedSettings(root, packages, target, new Variables(root.Name, commandLine, byPackage));
    }

    /// <summary>The profile that the project file names. Read on its own: rendering the rest needs the target.</summary>
    private (string? Name, Location? Place) ProfileOf(string directory, ValueMap vars)
    {
        var file = ProjectDirectory.FileIn(directory) ?? "";
        var source = Files.FileReader.Read(file, Path.GetFileName(file), _ => { });
        if (source is null || (YamlDocument.Parse(source).Root as YamlMapping)?.Find("profile")?.Value is not YamlScalar { Value: not null } scalar)
        {
            return (null, null);
        }

        var rendered = new YamlRenderer(() => TemplateContexts.ForSettings(new SettingsScope(options, vars, null, Secrets: false)), report).Render(scalar);
        return ((rendered as YamlScalar)?.Text, scalar.Location);
    }

    private Target Target(string name, Location? asked, string directory, ValueMap vars)
    {
        var profile = ProfileFile.Find(name, asked, options, directory, report);
        var renderer = new YamlRenderer(() => TemplateContexts.ForSettings(new SettingsScope(options, vars, null, Secrets: true)), report);
        return new TargetReader(renderer.Render, report).Read(name, profile, options);
    }

    private ProjectSettings Read(string directory, Target target, ValueMap vars, bool isRoot)
    {
        var file = ProjectDirectory.FileIn(directory) ?? "";
        var shown = isRoot ? Path.GetFileName(file) : $"{Path.GetFileName(Path.GetDirectoryName(directory))}/{Path.GetFileName(directory)}/{Path.GetFileName(file)}";
        var renderer = new YamlRenderer(
            () => TemplateContexts.ForSettings(new SettingsScope(options, vars, target, Secrets: false)), report, ProjectFileReader.IsLate);
        return new ProjectFileReader(file, shown, renderer.Render, report).Read(options, isRoot);
    }
}
