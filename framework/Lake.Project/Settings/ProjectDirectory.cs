using Lake.Project.Rules;

namespace Lake.Project.Settings;

/// <summary>Where a project is: the folder that holds its project file.</summary>
internal static class ProjectDirectory
{
    public static readonly string[] FileNames = ["lake_project.yml", "dbt_project.yml"];

    /// <summary>Absolute; throws <c>missing-project-file</c>.</summary>
    public static string Find(ProjectOptions options)
    {
        if (options.ProjectDirectory is { } given)
        {
            var directory = Path.GetFullPath(given, options.WorkingDirectory);
            return FileIn(directory) is not null ? directory : throw Missing(directory, options);
        }

        for (var directory = options.WorkingDirectory; directory is not null; directory = Path.GetDirectoryName(directory))
        {
            if (FileIn(directory) is not null)
            {
                return directory;
            }
        }

        throw Missing(options.WorkingDirectory, options);
    }

    /// <summary>The project file of a folder, ours before dbt's; null when there is none.</summary>
    public static string? FileIn(string directory) =>
        FileNames.Select(name => Path.Combine(directory, name)).FirstOrDefault(File.Exists);

    private static Lake.Text.DiagnosticException Missing(string directory, ProjectOptions options) =>
        ProjectRules.MissingProjectFile.Error(
            null,
            options.ProjectDirectory is null
                ? $"there is no lake_project.yml or dbt_project.yml in {directory} or any folder above it"
                : Directory.Exists(directory)
                    ? $"there is no lake_project.yml or dbt_project.yml in {directory}"
                    : File.Exists(directory)
                        ? $"the project directory {directory} is a file"
                        : $"the project directory {directory} does not exist",
            "run the command inside a project, or say where it is with --project-dir");
}
