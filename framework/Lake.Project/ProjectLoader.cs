using Lake.Project.Loading;
using Lake.Project.Parsing;
using Lake.Text;

namespace Lake.Project;

/// <summary>Project files to one <see cref="LoadedProject"/>.</summary>
public static class ProjectLoader
{
    /// <summary>
    /// Reads the whole project and collects everything that is wrong with it. Throws a
    /// <see cref="DiagnosticException"/> only where there is no project at all: no project file, no usable target.
    /// </summary>
    public static LoadedProject Load(ProjectOptions options) => Load(options, new Contexts.TemplateContexts());

    /// <summary>The same with contexts of the caller's.</summary>
    public static LoadedProject Load(ProjectOptions options, ITemplateContexts contexts)
    {
        var diagnostics = new DiagnosticBag();
        return new LoadRun(options, LoadSettings(options, contexts, diagnostics), contexts, diagnostics).Run();
    }

    /// <summary>Reads the project file, the profile and the packages' project files only, for what needs no nodes. Throws as <see cref="Load(ProjectOptions)"/> does.</summary>
    public static LoadedSettings LoadSettings(ProjectOptions options, ITemplateContexts contexts, DiagnosticBag diagnostics)
    {
        try
        {
            return new SettingsLoader(options, contexts, diagnostics.Add).Load();
        }
        catch (DiagnosticException e)
        {
            throw new DiagnosticException([.. e.Diagnostics, .. diagnostics.ToSorted().Except(e.Diagnostics)], e);
        }
    }
}
