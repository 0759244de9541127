using System.Collections.Immutable;
using System.Globalization;
using Lake.Engines;
using Lake.Engines.DuckDb;
using Lake.Engines.DuckDb.Sessions;
using Lake.Iceberg.Catalogs;
using Lake.Iceberg.Names;
using Lake.Iceberg.Storage;
using Lake.Project;
using Lake.Project.Loaded;
using Lake.Project.Selecting;
using Lake.Project.Settings;
using Lake.Runner.Events;
using Lake.Runner.Requests;
using Lake.Runner.Results;
using Lake.Testing;
using Lake.Text;
using Shouldly;
using Xunit.Sdk;

namespace Lake.Runner.Tests;

/// <param name="After">The node behind whose end it happens.</param>
internal sealed record Disturbance(string After, string Sql, int Times);

/// <summary>A project in a folder of its own, with a lakehouse on real files.</summary>
internal sealed class TestProject : IRunObserver, IDisposable
{
    private readonly List<RunEvent> _events = [];

    /// <param name="files">Several files as one text; a project file is added.</param>
    public TestProject(string files)
    {
        Folder.Write("lake_project.yml", "name: shop\nversion: '1.0'\n");
        Folder.With(files);
    }

    public TemporaryFolder Folder { get; } = new();

    public IReadOnlyList<RunEvent> Events => _events;

    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>What another writer does while a run is on.</summary>
    public Disturbance? Disturb { get; set; }

    /// <summary>What fills sources, from the engine of the run.</summary>
    public Func<IEngine, ImmutableArray<SourceLoad>>? Loads { get; init; }

    public void On(RunEvent runEvent)
    {
        _events.Add(runEvent);
        if (runEvent is NodeFinished finished && finished.Result.Name == Disturb?.After && Disturb.Times > 0)
        {
            Disturb = Disturb with { Times = Disturb.Times - 1 };
            using var engine = Engine(Load());
            using var session = engine.OpenSession();
            session.Execute(Disturb.Sql).Dispose();
        }
    }

    public LoadedProject Load()
    {
        var project = ProjectLoader.Load(new ProjectOptions
        {
            WorkingDirectory = Folder.Path,
            ProjectDirectory = Folder.Path,
            Environment = Environment,
        });
        project.Diagnostics.Where(d => d.Severity == Severity.Error).Select(d => d.ToString()).ShouldBeEmpty();
        return project;
    }

    public RunResult Run(RunCommand command = RunCommand.Build, RunOptions? options = null, SelectionOptions? selection = null, CancellationToken cancellation = default)
    {
        var project = Load();
        var selected = selection is null ? project.Nodes.Keys : NodeSelector.Select(project, selection).Nodes.Select(n => n.UniqueId);
        using var engine = Engine(project);
        return LakeRunner.Run(
            project, selected.ToHashSet(StringComparer.Ordinal), engine,
            (options ?? new RunOptions { Threads = 2 }) with { Command = command, Loads = Loads?.Invoke(engine) ?? [] }, this, cancellation);
    }

    /// <summary>Runs and compares the statuses, one line a node in the order of names: <c>success orders</c>.</summary>
    public RunResult Check(string expected, RunCommand command = RunCommand.Build, RunOptions? options = null)
    {
        var result = Run(command, options);
        var lines = result.Nodes.OrderBy(n => n.Name, StringComparer.Ordinal).Select(n => $"{n.Status.Name()} {n.Name}");
        var details = string.Join("\n", result.Nodes.SelectMany(n => n.Diagnostics).Concat(result.Diagnostics).Select(d => DiagnosticText.Draw(d)));
        var actual = string.Join("\n", lines);
        return actual == expected.ReplaceLineEndings("\n").Trim() ? result : throw new XunitException($"{actual}\n\n{details}");
    }

    /// <summary>Rows as lines, cells parted by bars.</summary>
    public string Query(string sql)
    {
        var project = Load();
        using var engine = Engine(project);
        using var session = engine.OpenSession();
        using var result = session.Execute(sql);
        return string.Join('\n', result.Rows.Select(row => string.Join('|', row.Select(Show))));
    }

    /// <summary>The same, or what is wrong with it.</summary>
    public string TryQuery(string sql)
    {
        try
        {
            return Query(sql);
        }
        catch (DiagnosticException error)
        {
            return $"{error.Diagnostic.Id}: {error.Diagnostic.Message}";
        }
    }

    /// <summary>How many snapshots a table has had.</summary>
    public int Snapshots(string table)
    {
        var loaded = Catalog().TryLoadTable(new TableIdentifier("main", table)).ShouldNotBeNull();
        return loaded.Metadata.Snapshots.Length;
    }

    public ICatalog Catalog() => new FileSystemCatalog(LocalPath.ToLocation(Folder["warehouse"]));

    public void Dispose() => Folder.Dispose();

    public DuckDbEngine Engine(LoadedProject project) => new(Catalog(), new DuckDbEngineOptions
    {
        Database = project.Target.Database,
        DefaultSchema = project.Target.Schema,
        Threads = 1,
    });

    private static string Show(object? cell) => cell switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        SqlTimestamp time => time.ToDateTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => Convert.ToString(cell, CultureInfo.InvariantCulture) ?? "",
    };
}
