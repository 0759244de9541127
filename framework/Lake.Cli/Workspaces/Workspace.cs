using System.Collections.Immutable;
using System.CommandLine;
using Lake.Cli.Arguments;
using Lake.Cli.Rules;
using Lake.Cli.Terminal;
using Lake.Engines;
using Lake.Iceberg.Transactions;
using Lake.Loader.Streams;
using Lake.Project;
using Lake.Project.Loaded;
using Lake.Project.Nodes;
using Lake.Project.Selecting;
using Lake.Project.Settings;
using Lake.Text;

namespace Lake.Cli.Workspaces;

/// <summary>A project that can be used: free of errors, with the way from it to its engine and its streams.</summary>
internal sealed class Workspace
{
    private const string Embedded = "duckdb";

    private readonly TerminalContext _terminal;
    private readonly LoadedProject? _project;
    private readonly WarningPolicy _policy;
    private readonly bool _isQuiet;

    private Workspace(
        TerminalContext terminal, ParseResult parsed, ProjectOptions options, ProjectSettings settings, Target target, LoadedProject? project,
        ImmutableArray<Diagnostic> found)
    {
        Branch = BranchArguments.Read(parsed);
        _terminal = terminal;
        Options = options;
        Settings = settings;
        Target = target;
        _project = project;
        _policy = WarningPolicy.Of(options, settings);
        _isQuiet = LogArguments.IsQuiet(parsed, terminal, settings.Flags);
        var (streams, diagnostics) = StreamDefinitionReader.Read(settings.Streams, StreamFile.Find(settings.Directory, settings.Paths.Streams));
        Warnings = Report(terminal, [.. found, .. diagnostics]);
        Streams = streams;
    }

    public LoadedProject Project =>
        _project ?? throw new InvalidOperationException("The command opened the workspace without nodes.");

    public ProjectOptions Options { get; }

    public ProjectSettings Settings { get; }

    public Target Target { get; }

    public ImmutableArray<StreamDefinition> Streams { get; }

    /// <summary>What was said so far about the project and what is selected of it.</summary>
    public ImmutableArray<Diagnostic> Warnings { get; private set; } = [];

    /// <summary>The branch of every table to read and write; null for <c>main</c>.</summary>
    public string? Branch { get; }

    /// <summary>Absolute.</summary>
    public string WarehousePath => Settings.Warehouse ?? Path.Combine(Settings.Directory, "warehouse");

    /// <summary>Loads everything. Fails with all of the project's errors; warnings are drawn and do not stop.</summary>
    public static Workspace Open(TerminalContext terminal, ParseResult parsed, string command)
    {
        var project = ProjectLoader.Load(ProjectArguments.Read(terminal, parsed, command));
        return new Workspace(terminal, parsed, project.Options, project.Settings, project.Target, project, project.Diagnostics);
    }

    /// <summary>Loads the project file and profile only, for commands that run no models: a broken model does not stop them.</summary>
    public static Workspace OpenWithoutNodes(TerminalContext terminal, ParseResult parsed, string command)
    {
        var options = ProjectArguments.Read(terminal, parsed, command);
        var diagnostics = new DiagnosticBag();
        var settings = ProjectLoader.LoadSettings(options, diagnostics);
        return new Workspace(terminal, parsed, options, settings.Root, settings.Target, null, diagnostics.ToSorted());
    }

    /// <summary>In the graph's order. Fails when a term cannot be read; terms that match nothing are drawn as warnings.</summary>
    public ImmutableArray<Node> Select(SelectionOptions options)
    {
        var selection = NodeSelector.Select(Project, options);
        Warnings = [.. Warnings, .. Report(_terminal, selection.Diagnostics)];
        return selection.Nodes;
    }

    /// <summary>What is to be compiled: as in dbt, hooks too where no nodes are named.</summary>
    public ImmutableArray<Node> SelectToCompile(SelectionOptions options) =>
        options.Select.IsEmpty && options.Selector is null ? [.. Select(options), .. Project.Of<OperationNode>()] : Select(options);

    /// <param name="sessions">How many sessions will be open at a time; they share the machine's memory.</param>
    public IEngine OpenEngine(int sessions = 1) => EngineFactory.Open(this, sessions);

    /// <summary>A process before this one died while it published several tables.</summary>
    public void TellEnded(EndedPublication ended)
    {
        var tables = string.Join(", ", ended.Tables);
        _terminal.Error.WriteLine(ended.IsComplete
            ? $"a publication that was interrupted is complete now: {tables}"
            : $"a publication was interrupted, and others have written since; brought back to what they were: {(tables.Length > 0 ? tables : "none")}");
        _terminal.Error.Flush();
    }

    /// <summary>The one of the target's engines that reads raw files. Fails when it names none.</summary>
    public IEngine LoaderOf(IEngine engine) => Target.Type == Embedded || Target.Engines.ContainsKey(Embedded)
        ? engine.For(Embedded)
        : throw CliRules.Misused.Error(
            Target.TypePlace, $"raw files are loaded by the embedded engine, and the target '{Target.Name}' of type {Target.Type} names none",
            $"write 'engines: {{{Embedded}: <target>}}' in it, with a target of type {Embedded} over the same catalog; or build with --no-load");

    /// <summary>Tells the user where to log in; the answer comes to the server, not to us.</summary>
    public void ShowLogin(Uri page)
    {
        _terminal.Error.WriteLine($"To log in, open {page}");
        _terminal.Error.Flush();
    }

    /// <summary>Draws the warnings, unless quiet is asked for, and gives them; fails with all that is wrong when there are errors among it.</summary>
    private ImmutableArray<Diagnostic> Report(TerminalContext terminal, ImmutableArray<Diagnostic> found)
    {
        ImmutableArray<Diagnostic> diagnostics = [.. found.Select(_policy.Judge).OfType<Diagnostic>()];
        if (diagnostics.Any(d => d.Severity == Severity.Error))
        {
            throw new DiagnosticException([.. diagnostics.OrderBy(d => d.Severity == Severity.Error ? 1 : 0)]);
        }

        foreach (var diagnostic in _isQuiet ? [] : diagnostics)
        {
            terminal.Error.Write(DiagnosticText.Draw(diagnostic, terminal.UseColors));
        }

        return diagnostics;
    }
}
