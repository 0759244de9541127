using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using Lake.Iceberg.Catalogs;
using Lake.Iceberg.Names;
using Lake.Iceberg.Scans;
using Lake.Iceberg.Schemas;
using Lake.Iceberg.Storage;
using Lake.Iceberg.Views;

namespace Lake.Engines.DuckDb.Relations;

/// <summary>A table or view at one version. Two are the same version when they are the same object.</summary>
internal abstract record LakeRelation(TableIdentifier Id)
{
    public string Schema => Id.Namespace.ToString();
}

internal sealed record LakeTable(TableIdentifier Id, Table Table) : LakeRelation(Id)
{
    private ImmutableArray<FileScanTask> _files;
    private int? _fileCount;

    /// <summary>True for a table of another catalog, which is only read.</summary>
    public bool IsAttached { get; init; }

    /// <summary>Which version of the table is read: its present one, but for time travel.</summary>
    public TableScan Scan { get; init; } = Table.NewScan();

    /// <summary>The path under which DuckDB reads a location; always the same one.</summary>
    public Func<string, string> PathOf { get; init; } = Remembering(Table.Io.InputPath);

    /// <summary>False when another writer may have made files of a kind that this one does not.</summary>
    public bool IsWrittenHere { get; } = Table.Metadata.Snapshots.All(snapshot => snapshot.Summary.GetValueOrDefault(WriterProperty) == Writer);

    /// <summary>Whether the snapshots go back to the first, so that they tell of every writer.</summary>
    private bool IsHistoryWhole => Table.Metadata.Snapshots.Any(snapshot => snapshot.ParentSnapshotId is null) || Table.Metadata.Snapshots.IsEmpty;

    /// <summary>Which files were made by somebody else.</summary>
    public ImmutableArray<FileScanTask> ForeignAmong(ImmutableArray<FileScanTask> tasks) =>
        [.. tasks.Where(IsWrittenHere && IsHistoryWhole ? IsRegistered : task => !OwnFile.Is(task.File.Path) || IsRegistered(task))];

    /// <summary>Whether a file is somebody else's and lies elsewhere.</summary>
    public bool IsRegistered(FileScanTask task) => Table.Metadata.Properties.ContainsKey(NameMapping.Property)
        && !FileSet.IsWithin(task.File.Path, Table.Location) && !FileSet.IsWithin(task.File.Path, Table.DataLocation);

    public const string WriterProperty = "engine-name";
    public const string Writer = "lake";

    /// <summary>A file that was elsewhere at first keeps the path that views have been made with.</summary>
    private static Func<string, string> Remembering(Func<string, string> pathOf)
    {
        var known = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        return location => LocalPath.TryFromLocation(location) ?? known.GetOrAdd(location, pathOf);
    }

    /// <summary>Of the version, whatever of them is read; known without reading manifests where the writer has counted them.</summary>
    public int FileCount => _fileCount ??=
        Except is null && Scan.Snapshot is { } snapshot && int.TryParse(snapshot.Summary.GetValueOrDefault(DataFiles), CultureInfo.InvariantCulture, out var count)
            ? count
            : Files.Length;

    private const string DataFiles = "total-data-files";

    /// <summary>The table without files that hold no row which matches.</summary>
    public LakeTable Where(ScanFilter filter)
    {
        var scan = Scan.Where(filter);
        return this with { Scan = scan, _files = _files.IsDefault ? default : scan.Prune(_files), _fileCount = FileCount };
    }

    /// <summary>A version whose files are left out, with the same rows deleted in them; null for none.</summary>
    private TableScan? Except { get; init; }

    private IEnumerable<FileScanTask> Planned()
    {
        var known = Except?.PlanFiles().Select(Content).ToHashSet(StringComparer.Ordinal) ?? [];
        return Scan.PlanFiles().Where(task => !known.Contains(Content(task)));
    }

    /// <summary>Files never change, so what has the same content has the same rows.</summary>
    private static string Content(FileScanTask task) => string.Join(
        '\n', task.PositionDeletes.Concat(task.EqualityDeletes).Select(d => $"{d.Path} {d.ContentOffset}").Order(StringComparer.Ordinal).Prepend(task.File.Path));

    /// <summary>The table at another version, to be read only.</summary>
    /// <param name="except">A version whose files, where the same rows are deleted in them, are left out.</param>
    public LakeTable At(TableScan scan, TableScan? except = null) => new(Id, Table) { IsAttached = true, PathOf = PathOf, Scan = scan, Except = except };

    /// <summary>The files that hold the rows, the oldest first; read from the manifests when first asked for.</summary>
    public ImmutableArray<FileScanTask> Files
    {
        get
        {
            if (_files.IsDefault)
            {
                ImmutableInterlocked.InterlockedInitialize(ref _files, [.. Planned().OrderBy(task => task.DataSequenceNumber)]);
                Table.Io.Fetch([.. _files.SelectMany(task => task.PositionDeletes.Concat(task.EqualityDeletes).Prepend(task.File)).Select(file => file.Path).Distinct()]);
            }

            return _files;
        }
    }
}

internal sealed record LakeView(TableIdentifier Id, ViewDefinition Definition) : LakeRelation(Id)
{
    public static LakeView Of(View view) => new(view.Identifier, new ViewDefinition(view.Sql("duckdb") ?? "", view.Metadata.Schema)
    {
        DefaultNamespace = view.Version.DefaultNamespace,
        DefaultCatalog = view.Version.DefaultCatalog,
        Properties = view.Metadata.Properties,
    });
}

/// <summary>Compares names of tables and views as SQL does: without regard to case.</summary>
internal sealed class IdentifierComparer : IEqualityComparer<TableIdentifier>
{
    public static IdentifierComparer Instance { get; } = new();

    public bool Equals(TableIdentifier? x, TableIdentifier? y) =>
        string.Equals(x?.ToString(), y?.ToString(), StringComparison.OrdinalIgnoreCase);

    public int GetHashCode(TableIdentifier obj) => StringComparer.OrdinalIgnoreCase.GetHashCode(obj.ToString());
}
