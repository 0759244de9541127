using Lake.Project.Files;
using Lake.Project.Values;
using Lake.Yaml;

namespace Lake.Project.Settings;

/// <summary>
/// dbt's <c>~/.dbt/user_settings.yml</c>: a person's own defaults of the command line's flags, below those of all projects. As in
/// dbt, a file that cannot be read counts as none, and how projects behave is not a matter of who runs them.
/// </summary>
internal static class UserSettings
{
    public static ValueMap Flags(ProjectOptions options)
    {
        if (ProfileFile.Home(options) is not { } home || FileReader.Read(Path.Combine(home, "user_settings.yml"), "user_settings.yml", _ => { }) is not { } source)
        {
            return ValueMap.Empty;
        }

        var flags = PlainValues.FromYaml(YamlDocument.Parse(source).Root) is ValueMap settings ? settings.Find("flags") as ValueMap ?? ValueMap.Empty : ValueMap.Empty;
        return new ValueMap(flags.Where(f => !IsOfProjects(f.Key)));
    }

    private static bool IsOfProjects(string flag) => flag.StartsWith("require_", StringComparison.Ordinal) || flag == "source_freshness_run_project_hooks";
}
