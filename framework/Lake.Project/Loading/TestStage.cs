using System.Collections.Immutable;
using Lake.Project.Building;
using Lake.Project.Checking;
using Lake.Project.GenericTests;
using Lake.Project.Nodes;
using Lake.Project.Properties;
using Lake.Project.Resolving;
using Lake.Project.Units;
using Lake.Sql;
using Lake.Yaml.Tree;

namespace Lake.Project.Loading;

/// <summary>The generic tests of all property files.</summary>
internal sealed class TestStage(
    Workspace workspace, NodeAssembler assembler, RelationNames names, ConfigCheck configs, NodeSet nodes)
{
    private readonly TestBuilder _builder = new(workspace, assembler, names);

    public void Add(NodePatches patches, ImmutableArray<PropertyFile> properties)
    {
        var finder = new NodeFinder(workspace.Environment.Settings.Name, nodes.Enabled.Concat(nodes.Disabled));
        Build(properties, u => u.Tests, p => p.Patches.Where(patches.Has).SelectMany(patch => OfPatch(patch, finder)));
        Build(properties, u => u.SourceTests, p => p.Sources.SelectMany(OfSource));
    }

    private void Build(
        ImmutableArray<PropertyFile> properties, Func<FileUnit, List<TestNode>> tests, Func<PropertyFile, IEnumerable<(TestTarget Target, TestEntry Entry)>> entries)
    {
        var work = properties.SelectMany(p => entries(p).Select(e => (p.Unit, e.Target, e.Entry))).ToList();
        var built = new TestNode?[work.Count];
        Parallel.For(0, work.Count, i =>
        {
            using var _ = work[i].Unit.Enter();
            built[i] = _builder.Build(work[i].Target, work[i].Entry);
            if (built[i] is { } test)
            {
                configs.Check(test, null);
            }
        });
        foreach (var (item, test) in work.Zip(built))
        {
            tests(item.Unit).AddRange(test is null ? [] : [test]);
        }

        foreach (var test in properties.SelectMany(p => tests(p.Unit)))
        {
            nodes.Add(test);
        }
    }

    private static IEnumerable<(TestTarget Target, TestEntry Entry)> OfPatch(ResourcePatch patch, NodeFinder finder)
    {
        VersionPatch?[] versions = patch.Versions.IsEmpty ? [null] : [.. patch.Versions];
        foreach (var version in versions)
        {
            var found = finder.FindRef(new RefCall(patch.File.Package, patch.Name, version?.Version, null), patch.File.Package)
                ?? finder.FindRef(new RefCall(null, patch.Name, version?.Version, null), patch.File.Package);
            var target = new TestTarget
            {
                Name = patch.Name,
                Version = version?.Version,
                FileKeyName = $"{patch.Section}.{patch.Name}",
                File = patch.File,
                Source = patch.Source,
                Location = patch.NameLocation,
                AttachedNode = found?.UniqueId,
            };
            foreach (var column in VersionColumns.Of(patch, version))
            {
                foreach (var test in column.Tests)
                {
                    yield return (target, Entry(test, column, patch.QuoteColumns));
                }
            }

            foreach (var test in version?.Tests ?? patch.Tests)
            {
                yield return (target, new TestEntry(test, null, []));
            }
        }
    }

    private static IEnumerable<(TestTarget Target, TestEntry Entry)> OfSource(SourceDeclaration source)
    {
        foreach (var table in source.Tables)
        {
            var target = Target(source, table);
            foreach (var test in table.Tests)
            {
                yield return (target, new TestEntry(test, null, []));
            }

            foreach (var column in table.Columns)
            {
                foreach (var test in column.Tests)
                {
                    yield return (target, Entry(test, column, quoteAll: false));
                }
            }
        }
    }

    private static TestTarget Target(SourceDeclaration source, TableDeclaration table) => new()
    {
        Name = table.Name,
        SourceName = source.Name,
        FileKeyName = $"sources.{source.Name}",
        File = source.File,
        Source = source.Location.Source,
        Location = table.Location,
        Tags = [.. source.Properties.Tags, .. table.Properties.Tags],
    };

    private static TestEntry Entry(YamlNode test, ColumnPatch column, bool quoteAll)
    {
        var tags = column.Tags.Concat(Configs.ConfigMerge.AsList(column.Config.Find("tags")).OfType<string>());
        return new TestEntry(test, column.Quote ?? quoteAll ? SqlText.Identifier(column.Name) : column.Name, [.. tags]);
    }
}
