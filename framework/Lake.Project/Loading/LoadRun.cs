using System.Collections.Immutable;
using Lake.Project.Building;
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
using Lake.Text;
using Lake.Yaml.Tree;

namespace Lake.Project.Loading;

/// <summary>The stages of loading, in order.</summary>
internal sealed class LoadRun(ProjectOptions options, LoadedSettings settings, DiagnosticBag diagnostics)
{
    private readonly ImmutableArray<PackageFiles> _files =
        [.. Packages(settings).Select(p => PackageFiles.Find(p, settings.Root.Directory, diagnostics.Add))];

    public LoadedProject Run()
    {
        var builtIn = Task.Run(MacroLoader.BuiltIn);
        var own = MacroLoader.WithoutDuplicates(
            [.. MacroLoader.Load(All(f => f.Macros), diagnostics.Add), .. MacroLoader.LoadGenericTests(All(f => f.GenericTests), diagnostics.Add)], diagnostics.Add);
        var macros = new MacroRegistry(settings.Root.Name, own.Concat(builtIn.GetAwaiter().GetResult()));
        var dependencies = new MacroDependencies(macros, settings.Root, settings.Packages.Keys, settings.Target.Type);
        foreach (var macro in macros.All)
        {
            macro.FindDependencies = dependencies.Of;
        }

        var workspace = new Workspace(Environment(macros), diagnostics);
        var docs = DocLoader.Load(All(f => f.Docs), diagnostics.Add);
        var descriptions = new Descriptions(workspace, docs);
        var properties = ReadProperties(workspace);
        var nodes = new NodeSet(workspace);
        var builder = new NodeStage(workspace, descriptions, nodes);
        builder.Add(_files, properties);
        MacroPatches.Apply(properties, workspace, descriptions);
        return Finish(workspace, nodes, docs, properties);
    }

    private static IEnumerable<Settings.ProjectSettings> Packages(LoadedSettings settings) =>
        settings.Packages.Values.OrderBy(p => p.Name != settings.Root.Name).ThenBy(p => p.Name, StringComparer.Ordinal);

    private ImmutableArray<ProjectFile> All(Func<PackageFiles, ImmutableArray<ProjectFile>> kind) => [.. _files.SelectMany(f => kind(f))];

    private ProjectEnvironment Environment(MacroRegistry macros) => new()
    {
        Options = options,
        Settings = settings.Root,
        Packages = settings.Packages,
        Target = settings.Target,
        Variables = settings.Variables,
        Macros = macros,
    };

    private ImmutableArray<PropertyFile> ReadProperties(Workspace workspace)
    {
        var files = All(f => f.Properties);
        var packages = files.Concat(All(f => f.Streams)).DistinctBy(f => f.DisplayPath, StringComparer.Ordinal).ToDictionary(f => f.DisplayPath, f => f.Package, StringComparer.Ordinal);
        var result = new PropertyFile[files.Length];
        Parallel.For(0, files.Length, i => result[i] = new PropertyFileReader(files[i], Render, diagnostics.Add).Read());
        return [.. result, .. All(f => f.Streams).Select(f => new StreamSourceReader(f, Render, diagnostics.Add).Read())];

        YamlMapping Render(string section, YamlMapping entry)
        {
            var package = packages.GetValueOrDefault(entry.Source.Path, settings.Root.Name);
            var renderer = new YamlRenderer(
                () => TemplateContexts.ForProperties(workspace.Environment, package), diagnostics.Add, path => LateProperties.IsLate(section, path));
            return (YamlMapping)DatesAsText.In(renderer.Render(entry));
        }
    }

    private LoadedProject Finish(Workspace workspace, NodeSet nodes, Dictionary<string, DocBlock> docs, ImmutableArray<PropertyFile> properties)
    {
        var finder = new NodeFinder(settings.Root.Name, nodes.Enabled);
        var disabled = new NodeFinder(settings.Root.Name, nodes.Disabled);
        var resolver = new DependencyResolver(settings.Root.Name, finder, disabled, All(f => f.PythonModels), diagnostics.Add);
        Parallel.ForEach(nodes.Enabled, resolver.Resolve);

        var semantics = new SemanticResolver(settings.Root.Name, nodes.Enabled, diagnostics.Add);
        foreach (var node in nodes.Enabled)
        {
            semantics.Resolve(node);
        }

        nodes.DropTestsOfMissing(finder);
        var graph = new Graph(nodes.Enabled);
        foreach (var cycle in CycleFinder.Find(graph))
        {
            diagnostics.Add(cycle);
        }

        var groups = GroupCheck.Collect(properties, nodes.Enabled, workspace.Configs, diagnostics.Add);
        RelationCheck.Check(nodes.Enabled, diagnostics.Add);
        UnusedConfigCheck.Check(workspace, diagnostics.Add);
        TestAttachment.Attach(nodes.Enabled);
        return new LoadedProject
        {
            Environment = workspace.Environment,
            Nodes = nodes.Enabled.ToDictionary(n => n.UniqueId, StringComparer.Ordinal),
            Disabled = [.. nodes.Disabled],
            Groups = groups,
            Docs = docs,
            Graph = graph,
            Finder = finder,
            Diagnostics = SharedPlaces.Merge(diagnostics.ToSorted(), settings.Root.Source),
        };
    }
}
