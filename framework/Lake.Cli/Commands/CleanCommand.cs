using System.CommandLine;
using Lake.Cli.Arguments;
using Lake.Cli.Rules;
using Lake.Cli.Terminal;
using Lake.Cli.Workspaces;

namespace Lake.Cli.Commands;

internal static class CleanCommand
{
    private static readonly Switch ProjectFilesOnly = new("clean-project-files-only", "Delete inside the project alone; the default");

    public static Command Create(TerminalContext terminal)
    {
        var command = new LakeCommand(
            "clean",
            "Delete compiled SQL, artifacts and the project's clean-targets; tables and sources are never touched",
            ["lake clean"]).With(ProjectFilesOnly.Both);
        command.SetAction(parsed => Run(terminal, Workspace.OpenWithoutNodes(terminal, parsed, "clean"), ProjectFilesOnly.Read(parsed, terminal) != false));
        return command;
    }

    private static int Run(TerminalContext terminal, Workspace workspace, bool isProjectOnly)
    {
        var folders = workspace.Settings.Paths.CleanTargets
            .Select(target => Path.GetFullPath(target, workspace.Settings.Directory))
            .Append(workspace.Settings.Paths.Target)
            .Distinct()
            .ToList();
        foreach (var folder in folders)
        {
            Refuse(workspace, folder, isProjectOnly);
        }

        foreach (var folder in folders.Where(Directory.Exists))
        {
            Directory.Delete(folder, recursive: true);
            terminal.Output.WriteLine($"deleted {Path.GetRelativePath(terminal.CurrentDirectory, folder)}");
        }

        return (int)ExitCode.Success;
    }

    /// <summary>Deletes only inside the project, unless it is told otherwise (a target folder may lie elsewhere), and nothing that anybody would miss.</summary>
    private static void Refuse(Workspace workspace, string folder, bool isProjectOnly)
    {
        var settings = workspace.Settings;
        var paths = settings.Paths;
        var missed = paths.Models.Concat(paths.Seeds).Concat(paths.Tests).Concat(paths.Macros).Concat(paths.Snapshots).Concat(paths.Analyses)
            .Select(p => Path.GetFullPath(p, settings.Directory))
            .Append(settings.Directory)
            .Append(workspace.WarehousePath);
        var isOutside = isProjectOnly && folder != paths.Target && !Contains(settings.Directory, folder);
        if (isOutside || missed.Any(m => Contains(folder, m) || (m != settings.Directory && Contains(m, folder))))
        {
            throw CliRules.UnsafeCleanTarget.Error(
                settings.Source.At(0, 0),
                $"'{folder}' is not deleted: it {(isOutside ? "lies outside the project" : "holds sources or tables of the project")}",
                isOutside ? "take it out of clean-targets, or give --no-clean-project-files-only" : "take it out of clean-targets");
        }
    }

    private static bool Contains(string folder, string path) =>
        path == folder || path.StartsWith(folder.TrimEnd(Path.DirectorySeparatorChar) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
}
