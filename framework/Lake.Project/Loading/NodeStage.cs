using System.Collections.Immutable;
using Lake.Project.Building;
using Lake.Project.Caching;
using Lake.Project.Checking;
using Lake.Project.Files;
using Lake.Project.Nodes;
using Lake.Project.Properties;
using Lake.Project.Resolving;
using Lake.Project.Rules;
using Lake.Project.Units;
using Lake.Project.Values;
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
    private readonly ParseReuse _reuse;

    public NodeStage(Workspace workspace, Descriptions descriptions, NodeSet nodes, ParseReuse reuse)
    {
        (_workspace, _descriptions, _nodes, _reuse) = (workspace, descriptions, nodes, reuse);
        _names = new RelationNames(workspace);
        _assembler = new NodeAssembler(workspace, descriptions, _names);
        _configs = new ConfigCheck(workspace.Environment, workspace.Report);
    }

    public void Add(ImmutableArray<PackageFiles> files, ImmutableArray<PropertyFile> properties)
    {
        var patches = new NodePatches(properties.SelectMany(p => p.Patches), Owner(files), _workspace.Report);
        foreach (var node in AllCode(files, patches, properties))
        {
            _nodes.Add(node);
        }

        AddSources(properties);
        AddSingularTestProperties(properties);
        PropertyTargetCheck.Check(patches, _nodes, ReportOfTargets);
        new TestStage(_workspace, _assembler, _names, _configs, _nodes).Add(patches, properties);
        AddExposures(properties);
        AddUnitTests(properties, files);
        new SemanticStage(_workspace, _descriptions, _nodes).Add(properties);
        AddOperations();
    }

    /// <summary>
    /// Whether a package has a model or seed of a name that no project file switches off. Where there is one package alone,
    /// all that it describes is its own.
    /// </summary>
    private Func<string, string, bool> Owner(ImmutableArray<PackageFiles> files)
    {
        var packages = files.Where(f => f.Models.Length + f.Seeds.Length > 0).ToList();
        var names = packages.Count < 2 ? [] : packages
            .SelectMany(p => p.Models.Where(f => IsOn(ResourceType.Model, f)).Concat(p.Seeds.Where(f => IsOn(ResourceType.Seed, f))))
            .Select(f => (f.Package, f.Stem)).ToHashSet();
        return (package, name) => packages.Count < 2 || names.Contains((package, name));
    }

    private bool IsOn(ResourceType type, ProjectFile file) =>
        new NodeConfig(_workspace.Configs.Resolve(type, file.Package, NodeFactory.Fqn(file, file.Stem), ValueMap.Empty, ValueMap.Empty)).Enabled;

    /// <summary>That a file describes nothing says no file of its own: it is read again until it does.</summary>
    private void ReportOfTargets(Diagnostic diagnostic)
    {
        _workspace.Report(diagnostic);
        if (diagnostic.Location is { } place && _reuse.Find(UnitKind.Properties, place.Source.Path) is { } unit)
        {
            unit.IsOpen = true;
        }
    }

    private IEnumerable<CodeNode> AllCode(ImmutableArray<PackageFiles> files, NodePatches patches, ImmutableArray<PropertyFile> properties)
    {
        ImmutableArray<ProjectFile> Of(Func<PackageFiles, ImmutableArray<ProjectFile>> kind) => [.. files.SelectMany(f => kind(f))];
        foreach (var file in Of(f => f.PythonModels))
        {
            _workspace.Report(ProjectRules.UnsupportedLanguage.At(file.Start, $"'{file.Stem}' is a Python model, which is not run", "write it in SQL"));
        }

        var models = Code(UnitKind.Model, Of(f => f.Models), patches, code =>
        {
            var versioned = patches.FindVersion(code.File.Package, code.File.Stem);
            var node = NodeFactory.Model(code, versioned);
            Complete(node, versioned?.Patch ?? patches.Find(node.PackageName, "models", node.Name), versioned?.Version);
            return [node];
        });
        var snapshots = Code(UnitKind.Snapshot, Of(f => f.Snapshots), patches, code =>
        {
            SnapshotFileCheck.Check(code, _workspace.Report);
            return [.. NodeFactory.Snapshots(code).Select(n => Patched(n, "snapshots", patches))];
        });
        var analyses = Code(UnitKind.Analysis, Of(f => f.Analyses), patches, code => [Patched(NodeFactory.Analysis(code, _workspace.Environment.Settings.CorrectsAnalyses), "analyses", patches)]);
        var tests = Code(UnitKind.SingularTest, Of(f => f.SingularTests), patches, code =>
        {
            var test = NodeFactory.SingularTest(code);
            Complete(test, null);
            return [test];
        });
        var declared = properties.SelectMany(p => p.IsKept ? p.Unit.Code : Declared(p, patches));
        return [.. models, .. Seeds(Of(f => f.Seeds), patches), .. snapshots, .. declared, .. analyses, .. tests];
    }

    private List<CodeNode> Declared(PropertyFile file, NodePatches patches)
    {
        var code = file.Unit.Code;
        using var _ = file.Unit.Enter();
        code.AddRange(file.Patches.Where(p => p is { Section: "snapshots", Relation: not null } && patches.Has(p))
            .Select(p => Patched(NodeFactory.Snapshot(p), "snapshots", patches)));
        return code;
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

    private List<CodeNode> Code(UnitKind kind, ImmutableArray<ProjectFile> files, NodePatches patches, Func<CodeFile, ImmutableArray<CodeNode>> make) =>
        Units(kind, files, patches, unit =>
        {
            if (CodeFile.Read(unit.File, _workspace.Report) is { } code)
            {
                unit.Source = code.Source;
                unit.Code.AddRange(make(code));
            }
        });

    /// <summary>The nodes of the files: those of the last parse where they still hold, else made.</summary>
    private List<CodeNode> Units(UnitKind kind, ImmutableArray<ProjectFile> files, NodePatches patches, Action<FileUnit> fill)
    {
        var result = new FileUnit[files.Length];
        Parallel.For(0, files.Length, i =>
        {
            if (_reuse.Kept(files[i]) is { } kept && kept.Code.TrueForAll(n => Holds(n, kind, files[i], patches)))
            {
                _reuse.Keep(kept);
                _workspace.Repeat(kept);
                result[i] = kept;
                return;
            }

            result[i] = _reuse.Begin(kind, files[i]);
            using var _ = result[i].Enter();
            fill(result[i]);
        });
        return [.. result.SelectMany(r => r.Code)];
    }

    /// <summary>Whether the node is still described by the entry that described it, and this one says what it said.</summary>
    private bool Holds(CodeNode node, UnitKind kind, ProjectFile file, NodePatches patches)
    {
        var patch = kind switch
        {
            UnitKind.Model => patches.FindVersion(file.Package, file.Stem)?.Patch ?? patches.Find(file.Package, "models", node.Name),
            UnitKind.Snapshot => patches.Find(file.Package, "snapshots", node.Name),
            UnitKind.Analysis => patches.Find(file.Package, "analyses", node.Name),
            UnitKind.Seed => patches.Find(file.Package, "seeds", node.Name),
            UnitKind.SingularTest or UnitKind.Properties => null,
        };
        return patch is null
            ? node.PatchPath is null || !_reuse.IsRead(node.PatchPath)
            : patch.File.PatchPath == node.PatchPath && _reuse.SaysTheSame(patch.File.DisplayPath);
    }

    /// <summary>Commands that do not look into seeds, so that a bad row is in nobody's way.</summary>
    private static readonly HashSet<string> PassOverSeeds = new(StringComparer.Ordinal)
    {
        "run", "test", "snapshot", "show",
    };

    private List<CodeNode> Seeds(ImmutableArray<ProjectFile> files, NodePatches patches) => Units(UnitKind.Seed, files, patches, unit =>
    {
        var file = unit.File;
        // As in dbt, a seed that cannot be read fails when it is loaded, and nothing else with it.
        void Warn(Diagnostic diagnostic) => _workspace.Report(diagnostic with { Severity = Severity.Warning });
        var read = FileReader.Read(file.FullPath, file.DisplayPath, Warn);
        var checksum = read is null ? Checksum.OfPath(file.OriginalPath) : SeedChecksum.Of(file, read.Text);
        var root = _workspace.Environment.Packages[file.Package].Directory;
        var seed = NodeFactory.Seed(file, read ?? new SourceFile(file.DisplayPath, ""), checksum, root);
        Complete(seed, patches.Find(seed.PackageName, "seeds", seed.Name));
        if (read is not null && !PassOverSeeds.Contains(_workspace.Environment.Options.Command))
        {
            SeedCheck.Check(seed, Warn);
        }

        // Commands differ in what they say of a seed, unless they looked and there was nothing to say.
        unit.IsVolatile = PassOverSeeds.Contains(_workspace.Environment.Options.Command) || unit.Diagnostics.Count > 0;
        unit.Source = read;
        unit.Code.Add(seed);
    });

    private void AddSources(ImmutableArray<PropertyFile> properties)
    {
        var builder = new SourceBuilder(_workspace, _descriptions, _assembler);
        var written = properties.SelectMany(p => p.Sources).Where(s => !s.IsOfStream)
            .SelectMany(s => s.Tables.Select(t => (s.File.Package, s.Name, t.Name)))
            .Concat(properties.Where(p => p.IsKept).SelectMany(p => p.Unit.Sources).Select(s => (s.PackageName, s.SourceName, s.Name))).ToHashSet();
        foreach (var file in properties)
        {
            using var _ = file.Unit.Enter();
            foreach (var source in file.Sources)
            {
                file.Unit.Sources.AddRange(source.Tables.Where(t => !source.IsOfStream || !written.Contains((source.File.Package, source.Name, t.Name)))
                    .Select(table => builder.Build(source, table, source.Location.Source)));
            }

            foreach (var node in file.Unit.Sources)
            {
                _nodes.Add(node);
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

            if (_reuse.Find(UnitKind.SingularTest, found.Source.Path) is { } unit)
            {
                unit.IsOpen = true;
            }

            _assembler.Configure(found, patch.Config, found.ConfigCall, patch.WrittenConfig);
            found.Description = _descriptions.Render(patch.Description, found.PackageName).Text;
            found.PatchPath = patch.File.PatchPath;
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
