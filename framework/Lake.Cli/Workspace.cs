using System.Collections.Immutable;
using System.CommandLine;
using Lake.Cli.Arguments;
using Lake.Cli.Terminal;
using Lake.Engines;
using Lake.Engines.DuckDb;
using Lake.Iceberg.Catalogs;
using Lake.Project;
using Lake.Project.Nodes;
using Lake.Project.Selecting;
using Lake.Text;

namespace Lake.Cli;

/// <summary>A project, loaded and free of errors, and the way from it to an engine: here alone the two are put together.</summary>
internal sealed class Workspace(TerminalContext terminal, LoadedProject project)
{
    public LoadedProject Project { get; } = project;

    /// <summary>Fails with all of the project's errors; warnings are drawn and do not stop.</summary>
    public static Workspace Open(TerminalContext terminal, ParseResult parsed, string command)
    {
        var project = ProjectLoader.Load(ProjectArguments.Read(terminal, parsed, command));
        ThrowOnErrors(project.Diagnostics);
        DrawWarnings(terminal, project.Diagnostics);
        return new Workspace(terminal, project);
    }

    /// <summary>In the graph's order. Fails when a term cannot be read; terms that match nothing are drawn as warnings.</summary>
    public ImmutableArray<Node> Select(SelectionOptions options)
    {
        var selection = Selection.Select(Project, options);
        ThrowOnErrors(selection.Diagnostics);
        DrawWarnings(terminal, selection.Diagnostics);
        return selection.Nodes;
    }
}
