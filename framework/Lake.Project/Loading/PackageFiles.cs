using System.Collections.Immutable;
using Lake.Project.Files;
using Lake.Project.Settings;
using Lake.Project.Units;
using Lake.Text;

namespace Lake.Project.Loading;

/// <summary>One package's files by kind.</summary>
internal sealed record PackageFiles
{
    private const string GenericFolder = "generic/";
    private const string FixtureFolder = "fixtures/";

    public required ImmutableArray<ProjectFile> Models { get; init; }

    public required ImmutableArray<ProjectFile> PythonModels { get; init; }

    public required ImmutableArray<ProjectFile> Analyses { get; init; }

    public required ImmutableArray<ProjectFile> SingularTests { get; init; }

    public required ImmutableArray<ProjectFile> Snapshots { get; init; }

    public required ImmutableArray<ProjectFile> Seeds { get; init; }

    public required ImmutableArray<ProjectFile> Macros { get; init; }

    /// <summary>Those in <c>tests/generic</c>; others stand in macro files.</summary>
    public required ImmutableArray<ProjectFile> GenericTests { get; init; }

    /// <summary>Rows of unit tests.</summary>
    public required ImmutableArray<ProjectFile> Fixtures { get; init; }

    public required ImmutableArray<ProjectFile> Properties { get; init; }

    public required ImmutableArray<ProjectFile> Docs { get; init; }

    public required ImmutableArray<ProjectFile> Streams { get; init; }

    /// <summary>Those that give nodes, one by one.</summary>
    public IEnumerable<(UnitKind Kind, ProjectFile File)> Units =>
    [
        .. Models.Select(f => (UnitKind.Model, f)), .. Snapshots.Select(f => (UnitKind.Snapshot, f)), .. Analyses.Select(f => (UnitKind.Analysis, f)),
        .. SingularTests.Select(f => (UnitKind.SingularTest, f)), .. Seeds.Select(f => (UnitKind.Seed, f)), .. Properties.Select(f => (UnitKind.Properties, f)),
    ];

    public static PackageFiles Find(ProjectSettings package, string displayRoot, Action<Diagnostic> report)
    {
        var finder = new FileFinder(package, displayRoot, report);
        var paths = package.Paths;
        string[] all = [.. paths.Models, .. paths.Seeds, .. paths.Snapshots, .. paths.Analyses, .. paths.Macros, .. paths.Tests];
        var tests = finder.Find(paths.Tests, ".sql");
        return new PackageFiles
        {
            Models = finder.Find(paths.Models, ".sql"),
            PythonModels = finder.Find(paths.Models, ".py"),
            Analyses = finder.Find(paths.Analyses, ".sql"),
            SingularTests = [.. tests.Where(f => !IsGeneric(f) && !IsFixture(f))],
            Snapshots = finder.Find(paths.Snapshots, ".sql"),
            Seeds = finder.Find(paths.Seeds, ".csv"),
            Macros = finder.Find(paths.Macros, ".sql"),
            GenericTests = [.. tests.Where(IsGeneric)],
            Fixtures = [.. finder.Find(paths.Tests, ".sql", ".csv").Where(IsFixture)],
            Properties = finder.Find(all, ".yml", ".yaml"),
            Streams = finder.Find(paths.Streams, ".yml", ".yaml"),
            Docs = finder.Find(paths.Docs.IsEmpty ? all : paths.Docs, ".md"),
        };
    }

    private static bool IsGeneric(ProjectFile file) => file.RelativePath.StartsWith(GenericFolder, StringComparison.Ordinal);

    private static bool IsFixture(ProjectFile file) => file.RelativePath.StartsWith(FixtureFolder, StringComparison.Ordinal);
}
