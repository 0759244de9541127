using System.Collections.Immutable;
using Lake.Iceberg.Catalogs;
using Lake.Iceberg.Manifests;
using Lake.Iceberg.Metadata;
using Lake.Iceberg.Schemas;

namespace Lake.Iceberg.Scans;

/// <summary>Which files hold the rows of a table. By default: of its present state.</summary>
public sealed record TableScan(Table Table)
{
    /// <summary>Null for a table without rows so far.</summary>
    public Snapshot? Snapshot { get; private init; } = Table.Metadata.CurrentSnapshot;

    /// <summary>The columns to read: the table's own for a branch, those of the snapshot for the past.</summary>
    public Schema Schema { get; private init; } = Table.Schema;

    /// <summary>Only files that may hold matching rows are planned; rows still have to be filtered.</summary>
    public ScanFilter Filter { get; private init; } = ScanFilter.True;

    public TableScan Where(ScanFilter filter) => this with { Filter = filter };

    /// <summary>Fails with <see cref="IcebergRules.NoSuchSnapshot"/>, as do the others.</summary>
    public TableScan UseSnapshot(long snapshotId) =>
        AtPast(Table.Metadata.SnapshotById(snapshotId) ?? throw Missing($"snapshot {snapshotId}"));

    /// <summary>What the table was at a time.</summary>
    public TableScan AsOf(DateTimeOffset time) =>
        AtPast(Table.Metadata.SnapshotAsOf(time) ?? throw Missing($"snapshot as old as {time:yyyy-MM-ddTHH:mm:ss.fffzzz}"));

    /// <summary>A branch with the table's columns, or a tag with those of its snapshot.</summary>
    public TableScan UseRef(string name)
    {
        var snapshot = Table.Metadata.SnapshotByRef(name) ?? throw Missing($"branch or tag '{name}'");
        return Table.Metadata.Refs[name].IsBranch ? this with { Snapshot = snapshot, Schema = Table.Schema } : AtPast(snapshot);
    }

    /// <summary>The table as the scan sees it, for readers that take no scan.</summary>
    public Table ToTable() => Table with
    {
        Metadata = Table.Metadata with { CurrentSnapshotId = Snapshot?.SnapshotId, CurrentSchemaId = Schema.SchemaId },
    };

    /// <summary>Reads the manifests. In order of manifests and entries, so the same for every call.</summary>
    public ImmutableArray<FileScanTask> PlanFiles() => ScanPlanner.Plan(this);

    /// <summary>Other columns, such as the numbers that rows of format 3 have.</summary>
    public TableScan Select(Schema schema) => this with { Schema = schema };

    /// <summary>All delete files and deletion vectors of the version, also those that apply to no file any more.</summary>
    public ImmutableArray<DataFile> PlanDeletes() => ScanPlanner.PlanDeletes(this);

    /// <summary>Of files that are planned already those that the filter leaves.</summary>
    public ImmutableArray<FileScanTask> Prune(ImmutableArray<FileScanTask> planned)
    {
        var filter = new FileFilter(Filter, Table.Metadata);
        return [.. planned.Where(task => filter.MayMatch(task.File))];
    }

    private TableScan AtPast(Snapshot snapshot) => this with
    {
        Snapshot = snapshot,
        Schema = snapshot.SchemaId is { } id ? Table.Metadata.SchemaById(id) : Table.Schema,
    };

    private Lake.Text.DiagnosticException Missing(string what) => IcebergRules.NoSuchSnapshot.Error(
        null,
        $"Table '{Table.Identifier}' has no {what}.",
        Table.Metadata.Refs.Count > 0 ? $"it has the refs {string.Join(", ", Table.Metadata.Refs.Keys)}" : null);
}
