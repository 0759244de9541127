using Lake.Project.Loaded;
using Lake.Project.Loading;
using Lake.Project.Settings;
using Lake.Text;

namespace Lake.Project;

/// <summary>Project files to one <see cref="LoadedProject"/>.</summary>
public static class ProjectLoader
{
    /// <summary>
    /// Reads the whole project and collects everything that is wrong with it. Throws a
    /// <see cref="DiagnosticException"/> only where there is no project at all: no project file, no usable target.
    /// </summary>
    public static LoadedProject Load(ProjectOptions options)
    {
        var diagnostics = new DiagnosticBag();
        return new LoadRun(options, LoadSettings(options, diagnostics), diagnostics).Run();
    }

    /// <summary>Reads the project file, the profile and the packages' project files only, for what needs no nodes. Throws as <see cref="Load(ProjectOptions)"/> does.</summary>
    public static LoadedSettings LoadSettings(ProjectOptions options, DiagnosticBag diagnostics)
    {
        try
        {
            return new SettingsLoader(options, diagnostics.Add).Load();
        }
        catch (DiagnosticException e)
        {
            throw new DiagnosticException([.. e.Diagnostics, .. diagnostics.ToSorted().Except(e.Diagnostics)], e);
        }
    }
}
