using System.Collections.Concurrent;
using System.Collections.Immutable;
using Lake.Project.Building;
using Lake.Project.Caching;
using Lake.Project.Checking;
using Lake.Project.Contexts;
using Lake.Project.Files;
using Lake.Project.Graphs;
using Lake.Project.Loaded;
using Lake.Project.Macros;
using Lake.Project.Nodes;
using Lake.Project.Properties;
using Lake.Project.Rendering;
using Lake.Project.Resolving;
using Lake.Project.Semantics;
using Lake.Project.Settings;
using Lake.Project.Units;
using Lake.Text;
using Lake.Yaml.Tree;

namespace Lake.Project.Loading;

/// <summary>The stages of loading, in order.</summary>
internal sealed class LoadRun(ProjectOptions options, LoadedSettings settings, DiagnosticBag diagnostics)
{
    private readonly Task<ImmutableArray<Macro>> _builtIn = Task.Run(MacroLoader.BuiltIn);

    private readonly ImmutableArray<PackageFiles> _files =
        [.. Packages(settings).Select(p => PackageFiles.Find(p, settings.Root.Directory, diagnostics.Add))];

    public LoadedProject Run()
    {
        var own = MacroLoader.WithoutDuplicates(
            [.. MacroLoader.Load(All(f => f.Macros), diagnostics.Add), .. MacroLoader.LoadGenericTests(All(f => f.GenericTests), diagnostics.Add)], diagnostics.Add);
        var macros = new MacroRegistry(settings.Root.Name, own.Concat(_builtIn.GetAwaiter().GetResult()));
        var dependencies = new MacroDependencies(macros, settings.Root, settings.Packages.Keys, settings.Target.Type);
        foreach (var macro in macros.All)
        {
            macro.FindDependencies = dependencies.Of;
        }

        var environment = new NotedEnvironment(options.Environment);
        var workspace = new Workspace(Environment(macros, environment), diagnostics);
        var docs = DocLoader.Load(All(f => f.Docs), diagnostics.Add);
        var descriptions = new Descriptions(workspace, docs);
        ImmutableArray<(UnitKind, ProjectFile)> files = [.. _files.SelectMany(f => f.Units)];
        var reuse = options.PartialParse && settings.Root.Flags.Find("partial_parse") is not false ? new ParseReuse(environment, options, settings, macros, docs.Values, files) : new ParseReuse();
        var properties = ReadProperties(workspace, reuse);
        var nodes = new NodeSet(workspace);
        var builder = new NodeStage(workspace, descriptions, nodes, reuse);
        builder.Add(_files, properties);
        MacroPatches.Apply(properties, workspace, descriptions);
        reuse.MarkOrigins();
        return Finish(workspace, nodes, docs, properties, reuse);
    }

    private static IEnumerable<Settings.ProjectSettings> Packages(LoadedSettings settings) =>
        settings.Packages.Values.OrderBy(p => p.Name != settings.Root.Name).ThenBy(p => p.Name, StringComparer.Ordinal);

    private ImmutableArray<ProjectFile> All(Func<PackageFiles, ImmutableArray<ProjectFile>> kind) => [.. _files.SelectMany(f => kind(f))];

    private ProjectEnvironment Environment(MacroRegistry macros, NotedEnvironment variables) => new()
    {
        Options = options with { Environment = variables },
        Settings = settings.Root,
        Packages = settings.Packages,
        Target = settings.Target,
        Variables = settings.Variables,
        Macros = macros,
    };

    private ImmutableArray<PropertyFile> ReadProperties(Workspace workspace, ParseReuse reuse)
    {
        var files = All(f => f.Properties);
        var packages = files.Concat(All(f => f.Streams)).DistinctBy(f => f.DisplayPath, StringComparer.Ordinal).ToDictionary(f => f.DisplayPath, f => f.Package, StringComparer.Ordinal);
        var result = new PropertyFile?[files.Length];
        var kept = new FileUnit?[files.Length];
        Parallel.For(0, files.Length, i => kept[i] = reuse.Kept(files[i]));
        Parallel.For(0, files.Length, i => result[i] = kept[i] is null ? Read(files[i]) : null);
        var needed = reuse.Needed(result.OfType<PropertyFile>());
        var overrides = new SourceOverrides([.. result.OfType<PropertyFile>()], workspace.Report);
        Parallel.For(0, files.Length, i =>
        {
            if (kept[i] is { } unit && !needed.Contains(files[i].PatchPath) && !overrides.Concerns(unit))
            {
                reuse.Keep(unit);
                workspace.Repeat(unit);
                result[i] = new PropertyFile { Unit = unit, IsKept = true };
            }
            else
            {
                result[i] ??= Read(files[i]);
            }
        });
        overrides.Apply(result.OfType<PropertyFile>());
        return [.. result.OfType<PropertyFile>(), .. All(f => f.Streams).Select(f => new StreamSourceReader(f, Render, workspace.Report).Read())];

        PropertyFile Read(ProjectFile file)
        {
            var unit = reuse.Begin(UnitKind.Properties, file);
            using var _ = unit.Enter();
            var read = new PropertyFileReader(unit, Render, workspace.Report).Read();
            (unit.Source, unit.IsOpen) = (read.Source, read.HasOthers);
            return read;
        }

        YamlMapping Render(string section, YamlMapping entry)
        {
            var package = packages.GetValueOrDefault(entry.Source.Path, settings.Root.Name);
            var renderer = new YamlRenderer(
                () => TemplateContexts.ForProperties(workspace.Environment, package), workspace.Report, path => LateProperties.IsLate(section, path));
            return (YamlMapping)DatesAsText.In(renderer.Render(entry));
        }
    }

    private LoadedProject Finish(Workspace workspace, NodeSet nodes, Dictionary<string, DocBlock> docs, ImmutableArray<PropertyFile> properties, ParseReuse reuse)
    {
        var finder = new NodeFinder(settings.Root.Name, nodes.Enabled);
        var disabled = new NodeFinder(settings.Root.Name, nodes.Disabled);
        var resolver = new DependencyResolver(
            settings.Root.Name, finder, disabled, [.. settings.Packages.Values.Where(p => p.RestrictsAccess).Select(p => p.Name)], All(f => f.PythonModels), diagnostics.Add);
        var incomplete = new ConcurrentBag<Node>();
        Parallel.ForEach(nodes.Enabled, node =>
        {
            if (!resolver.Resolve(node))
            {
                incomplete.Add(node);
            }
        });

        var semantics = new SemanticResolver(settings.Root.Name, nodes.Enabled, diagnostics.Add);
        foreach (var node in nodes.Enabled)
        {
            semantics.Resolve(node);
        }

        nodes.DropTests(incomplete);
        var writing = reuse.Save(options);
        LoadedProject? project = null;
        try
        {
            return project = Connect(workspace, nodes, docs, properties, finder, reuse.Key);
        }
        finally
        {
            writing?.Decide(project is { HasErrors: false });
        }
    }

    private LoadedProject Connect(
        Workspace workspace, NodeSet nodes, Dictionary<string, DocBlock> docs, ImmutableArray<PropertyFile> properties, NodeFinder finder, UInt128? key)
    {
        var graph = new Graph(nodes.Enabled);
        foreach (var cycle in CycleFinder.Find(graph))
        {
            diagnostics.Add(cycle);
        }

        var groups = GroupCheck.Collect(properties, nodes.Enabled, workspace.Configs, diagnostics.Add);
        RelationCheck.Check(nodes.Enabled, diagnostics.Add);
        UnusedConfigCheck.Check(workspace, diagnostics.Add);
        TestAttachment.Attach(graph.Nodes);
        var project = new LoadedProject
        {
            Environment = workspace.Environment,
            Nodes = graph.Nodes,
            Disabled = [.. nodes.Disabled],
            Groups = groups,
            Docs = docs,
            Graph = graph,
            Finder = finder,
            ParseKey = key,
            Diagnostics = [],
        };
        foreach (var diagnostic in ForeignViewCheck.Check(project))
        {
            diagnostics.Add(diagnostic);
        }

        return project.With(SharedPlaces.Merge(diagnostics.ToSorted(), settings.Root.Source));
    }
}
