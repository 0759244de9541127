using System.Collections.Immutable;
using System.CommandLine;
using Lake.Cli.Arguments;
using Lake.Cli.Terminal;
using Lake.Engines;
using Lake.Loader.Streams;
using Lake.Project;
using Lake.Project.Nodes;
using Lake.Project.Selecting;
using Lake.Project.Settings;
using Lake.Text;

namespace Lake.Cli;

/// <summary>A project that can be used: free of errors, with the way from it to its engine and its streams.</summary>
internal sealed class Workspace
{
    private readonly TerminalContext _terminal;
    private readonly ProjectEnvironment _environment;
    private readonly LoadedProject? _project;

    private Workspace(TerminalContext terminal, ProjectEnvironment environment, LoadedProject? project)
    {
        _terminal = terminal;
        _environment = environment;
        _project = project;
        var (streams, diagnostics) = StreamReader.Read(Settings.Streams, Settings.Source);
        Report(terminal, diagnostics);
        Streams = streams;
    }

    public LoadedProject Project =>
        _project ?? throw new InvalidOperationException("The command opened the workspace without nodes.");

    public ProjectOptions Options => _environment.Options;

    public ProjectSettings Settings => _environment.Settings;

    public Target Target => _environment.Target;

    public ImmutableArray<StreamDefinition> Streams { get; }

    /// <summary>Absolute.</summary>
    public string WarehousePath => Settings.Warehouse ?? Path.Combine(Settings.Directory, "warehouse");

    /// <summary>Loads everything. Fails with all of the project's errors; warnings are drawn and do not stop.</summary>
    public static Workspace Open(TerminalContext terminal, ParseResult parsed, string command)
    {
        var project = ProjectLoader.Load(ProjectArguments.Read(terminal, parsed, command));
        Report(terminal, project.Diagnostics);
        return new Workspace(terminal, project.Environment, project);
    }

    /// <summary>Loads the project file and profile only, for commands that run no models: a broken model does not stop them.</summary>
    public static Workspace OpenWithoutNodes(TerminalContext terminal, ParseResult parsed, string command)
    {
        var (environment, diagnostics) = ProjectLoader.LoadEnvironment(ProjectArguments.Read(terminal, parsed, command));
        Report(terminal, diagnostics);
        return new Workspace(terminal, environment, null);
    }

    /// <summary>In the graph's order. Fails when a term cannot be read; terms that match nothing are drawn as warnings.</summary>
    public ImmutableArray<Node> Select(SelectionOptions options)
    {
        var selection = Selection.Select(Project, options);
        Report(_terminal, selection.Diagnostics);
        return selection.Nodes;
    }

    /// <param name="sessions">How many sessions will be open at a time; they share the machine's memory.</param>
    public IEngine OpenEngine(int sessions = 1) => EngineFactory.Open(this, sessions);

    private static void Report(TerminalContext terminal, ImmutableArray<Diagnostic> diagnostics)
    {
        if (diagnostics.Any(d => d.Severity == Severity.Error))
        {
            throw new DiagnosticException([.. diagnostics.OrderBy(d => d.Severity == Severity.Error ? 1 : 0)]);
        }

        foreach (var diagnostic in diagnostics)
        {
            terminal.Error.Write(DiagnosticText.Draw(diagnostic, terminal.UseColors));
        }
    }
}
