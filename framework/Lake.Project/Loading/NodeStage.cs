using System.Collections.Immutable;
using Lake.Project.Building;
using Lake.Project.Checking;
using Lake.Project.Files;
using Lake.Project.Nodes;
using Lake.Project.Properties;
using Lake.Project.Resolving;
using Lake.Project.Rules;
using Lake.Text;

namespace Lake.Project.Loading;

/// <summary>All files to nodes, many at a time, in an order that does not depend on threads.</summary>
internal sealed class NodeStage
{
    private readonly Workspace _workspace;
    private readonly Descriptions _descriptions;
    private readonly NodeSet _nodes;
    private readonly NodeAssembler _assembler;
    private readonly RelationNames _names;
    private readonly ConfigCheck _configs;

    public NodeStage(Workspace workspace, Descriptions descriptions, NodeSet nodes)
    {
        (_workspace, _descriptions, _nodes) = (workspace, descriptions, nodes);
        _names = new RelationNames(workspace);
        _assembler = new NodeAssembler(workspace, descriptions, _names);
        _configs = new ConfigCheck(workspace.Environment, workspace.Report);
    }

    public void Add(ImmutableArray<PackageFiles> files, ImmutableArray<PropertyFile> properties)
    {
        var patches = new NodePatches(properties.SelectMany(p => p.Patches), _workspace.Report);
        foreach (var node in AllCode(files, patches))
        {
            _nodes.Add(node);
        }

        AddSources(properties);
        AddSingularTestProperties(properties);
        PropertyTargetCheck.Check(patches, _nodes, _workspace.Report);
        new TestStage(_workspace, _assembler, _names, _configs, _nodes).Add(patches, properties);
        AddExposures(properties);
        AddUnitTests(properties, files);
        new SemanticStage(_workspace, _descriptions, _nodes).Add(properties);
        AddOperations();
    }

    private IEnumerable<CodeNode> AllCode(ImmutableArray<PackageFiles> files, NodePatches patches)
    {
        ImmutableArray<ProjectFile> Of(Func<PackageFiles, ImmutableArray<ProjectFile>> kind) => [.. files.SelectMany(f => kind(f))];
        foreach (var file in Of(f => f.PythonModels))
        {
            _workspace.Report(ProjectRules.UnsupportedLanguage.At(file.Start, $"'{file.Stem}' is a Python model, which is not run", "write it in SQL"));
        }

        var models = Code(Of(f => f.Models), code =>
        {
            var versioned = patches.FindVersion(code.File.Package, code.File.Stem);
            var node = NodeFactory.Model(code, versioned);
            Complete(node, versioned?.Patch ?? patches.Find(node.PackageName, "models", node.Name), versioned?.Version);
            return [node];
        });
        var snapshots = Code(Of(f => f.Snapshots), code =>
        {
            SnapshotFileCheck.Check(code, _workspace.Report);
            return [.. NodeFactory.Snapshots(code).Select(n => Patched(n, "snapshots", patches))];
        });
        var analyses = Code(Of(f => f.Analyses), code => [Patched(NodeFactory.Analysis(code), "analyses", patches)]);
        var tests = Code(Of(f => f.SingularTests), code => [NodeFactory.SingularTest(code)]);
        foreach (var test in tests)
        {
            Complete(test, null);
        }

        var declared = patches.All.Where(p => p is { Section: "snapshots", Relation: not null })
            .Select(p => Patched(NodeFactory.Snapshot(p), "snapshots", patches)).ToList();
        return [.. models, .. Seeds(Of(f => f.Seeds), patches), .. snapshots, .. declared, .. analyses, .. tests];
    }

    private CodeNode Patched(CodeNode node, string section, NodePatches patches)
    {
        Complete(node, patches.Find(node.PackageName, section, node.Name));
        return node;
    }

    private void Complete(CodeNode node, ResourcePatch? patch, VersionPatch? version = null)
    {
        if (node.Name.Length == 0)
        {
            _workspace.Report(ProjectRules.InvalidResourceName.At(
                node.Location, $"the file {node.OriginalFilePath} gives the {node.ResourceType.Word()} no name", "put a name before the file's extension"));
        }
        else if (node.Name.Contains(' ', StringComparison.Ordinal))
        {
            _workspace.Report(ProjectRules.InvalidResourceName.At(
                node.Location, $"the {node.ResourceType.Word()} name '{node.Name}' holds a space", $"rename it to '{node.Name.Replace(' ', '_')}'"));
        }

        _assembler.Complete(node, patch, version);
        (node.Patched, node.ProjectFile) = (patch?.Place, _workspace.Environment.Settings.Source);
        if (node.Config.Enabled)
        {
            CodeCheck.Check(node, _workspace.Report);
            _configs.Check(node, patch);
        }
    }

    private List<CodeNode> Code(ImmutableArray<ProjectFile> files, Func<CodeFile, ImmutableArray<CodeNode>> make)
    {
        var result = new ImmutableArray<CodeNode>[files.Length];
        Parallel.For(0, files.Length, i => result[i] = CodeFile.Read(files[i], _workspace.Report) is { } code ? make(code) : []);
        return [.. result.SelectMany(r => r)];
    }

    /// <summary>Commands that do not look into seeds, so that a bad row is in nobody's way.</summary>
    private static readonly HashSet<string> PassOverSeeds = new(StringComparer.Ordinal)
    {
        "run", "test", "snapshot", "show",
    };

    private List<CodeNode> Seeds(ImmutableArray<ProjectFile> files, NodePatches patches)
    {
        var result = new CodeNode?[files.Length];
        Parallel.For(0, files.Length, i =>
        {
            // As in dbt, a seed that cannot be read fails when it is loaded, and nothing else with it.
            void Warn(Diagnostic diagnostic) => _workspace.Report(diagnostic with { Severity = Severity.Warning });
            var read = FileReader.Read(files[i].FullPath, files[i].DisplayPath, Warn);
            var checksum = read is null ? Checksum.OfPath(files[i].OriginalPath) : SeedChecksum.Of(files[i], read.Text);
            var root = _workspace.Environment.Packages[files[i].Package].Directory;
            var seed = NodeFactory.Seed(files[i], read ?? new SourceFile(files[i].DisplayPath, ""), checksum, root);
            Complete(seed, patches.Find(seed.PackageName, "seeds", seed.Name));
            if (read is not null && !PassOverSeeds.Contains(_workspace.Environment.Options.Command))
            {
                SeedCheck.Check(seed, Warn);
            }

            result[i] = seed;
        });
        return [.. result.OfType<CodeNode>()];
    }

    private void AddSources(ImmutableArray<PropertyFile> properties)
    {
        var builder = new SourceBuilder(_workspace, _descriptions, _assembler);
        var written = properties.SelectMany(p => p.Sources).Where(s => !s.IsOfStream)
            .SelectMany(s => s.Tables.Select(t => (s.File.Package, s.Name, t.Name))).ToHashSet();
        foreach (var source in properties.SelectMany(p => p.Sources))
        {
            foreach (var table in source.Tables.Where(t => !source.IsOfStream || !written.Contains((source.File.Package, source.Name, t.Name))))
            {
                _nodes.Add(builder.Build(source, table, source.Location.Source));
            }
        }
    }

    private void AddSingularTestProperties(ImmutableArray<PropertyFile> properties)
    {
        var tests = _nodes.Enabled.Concat(_nodes.Disabled).OfType<TestNode>().ToLookup(t => (t.PackageName, t.Name));
        foreach (var patch in properties.SelectMany(p => p.SingularTests))
        {
            var found = tests[(patch.File.Package, patch.Name)].FirstOrDefault();
            if (found is null)
            {
                _workspace.Report(PropertyTargetCheck.Unknown(patch, "test", tests.Select(t => t.Key.Name)));
                continue;
            }

            _assembler.Configure(found, patch.Config, found.ConfigCall);
            found.Description = _descriptions.Render(patch.Description, found.PackageName).Text;
            found.PatchPath = $"{patch.File.Package}://{patch.File.OriginalPath}";
            _configs.Check(found, patch);
        }
    }

    private void AddExposures(ImmutableArray<PropertyFile> properties)
    {
        var exposures = new ExposureBuilder(_workspace, _descriptions);
        foreach (var exposure in properties.SelectMany(p => p.Exposures))
        {
            _nodes.Add(exposures.Build(exposure));
        }
    }

    private void AddUnitTests(ImmutableArray<PropertyFile> properties, ImmutableArray<PackageFiles> files)
    {
        if (properties.All(p => p.UnitTests.Count == 0))
        {
            return;
        }

        var finder = new NodeFinder(_workspace.Environment.Settings.Name, _nodes.Enabled.Concat(_nodes.Disabled));
        var rows = new UnitTestRows(files.SelectMany(f => f.Fixtures), finder, _workspace.Report);
        var builder = new UnitTestBuilder(_workspace, _descriptions, finder, rows);
        foreach (var test in properties.SelectMany(p => p.UnitTests).SelectMany(builder.Build))
        {
            UnitTestCheck.Check(test, finder.FindRef(test.Refs[0], test.PackageName), _workspace.Report);
            _nodes.Add(test);
        }
    }

    private void AddOperations()
    {
        foreach (var package in _workspace.Environment.Packages.Values.OrderBy(p => p.Name, StringComparer.Ordinal))
        {
            foreach (var (hooks, atStart) in new[] { (package.OnRunStart, true), (package.OnRunEnd, false) })
            {
                for (var i = 0; i < hooks.Length; i++)
                {
                    var node = NodeFactory.Operation(package.Name, package.Source, hooks[i], i, atStart);
                    node.Tags = [atStart ? "on-run-start" : "on-run-end"];
                    _assembler.Complete(node, null);
                    _nodes.Add(node);
                }
            }
        }
    }
}
