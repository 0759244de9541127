using Lake.Iceberg.Manifests;
using Lake.Iceberg.Metadata;
using Lake.Iceberg.Names;
using Lake.Iceberg.Scans;
using Lake.Iceberg.Schemas;
using Lake.Text;

namespace Lake.Iceberg.Transactions;

/// <summary>Whether a change that was made for one state of a table may be put on top of a newer one.</summary>
internal static class ConflictCheck
{
    /// <summary>Files written with columns that are gone would lose data without anybody noticing.</summary>
    public static void SchemaStillFits(TableIdentifier identifier, TableMetadata start, TableMetadata current)
    {
        if (start.CurrentSchemaId == current.CurrentSchemaId)
        {
            return;
        }

        var lost = start.Schema.Fields.FirstOrDefault(f => current.Schema.Find(f.Id) is not { } now || !IsSame(f.Type, now.Type));
        var demanded = current.Schema.Fields.FirstOrDefault(f => f.Required && start.Schema.Find(f.Id) is null);
        if ((lost ?? demanded) is { } field)
        {
            throw Conflict(identifier, $"its columns were changed ('{field.Name}')");
        }
    }

    public static void RowsStillFit(StagedTable table, TableMetadata start, TableMetadata current, RowChange change)
    {
        var referenced = change.ReferencedFiles.ToHashSet(StringComparer.Ordinal);
        var onlyDeletes = change.AddedFiles.IsEmpty && change.RemovedFiles.IsEmpty;
        var filter = new FileFilter(change.ReadFilter, current);
        foreach (var snapshot in SnapshotsSince(table.Identifier, start, current).Where(s => s.Operation != SnapshotOperation.Replace))
        {
            foreach (var entry in ChangesOf(table, current, snapshot))
            {
                Check(table.Identifier, entry, change.Isolation, onlyDeletes, referenced, filter);
            }
        }
    }

    private static void Check(
        TableIdentifier identifier, ManifestEntry entry, IsolationLevel isolation, bool onlyDeletes, HashSet<string> referenced, FileFilter filter)
    {
        var isData = entry.File.Content == FileContent.Data;
        if (entry.Status == EntryStatus.Deleted)
        {
            if (isData && (referenced.Contains(entry.File.Path) || (!onlyDeletes && filter.MayMatch(entry.File))))
            {
                throw Conflict(identifier, "rows that this change read were removed or rewritten");
            }
        }
        else if (isData && isolation == IsolationLevel.Serializable && filter.MayMatch(entry.File))
        {
            throw Conflict(identifier, "rows were added that this change might have had to read");
        }
        else if (!isData && !onlyDeletes)
        {
            throw Conflict(identifier, "rows that this change read were deleted");
        }
    }

    private static List<Snapshot> SnapshotsSince(TableIdentifier identifier, TableMetadata start, TableMetadata current)
    {
        var result = new List<Snapshot>();
        for (var snapshot = current.CurrentSnapshot; snapshot?.SnapshotId != start.CurrentSnapshotId; snapshot = current.SnapshotById(snapshot.ParentSnapshotId ?? -1))
        {
            if (snapshot is null)
            {
                throw Conflict(identifier, "its history was rewritten");
            }

            result.Add(snapshot);
        }

        return result;
    }

    private static IEnumerable<ManifestEntry> ChangesOf(StagedTable table, TableMetadata current, Snapshot snapshot) =>
        ManifestListReader.Read(table.Io, snapshot)
            .Where(m => m.AddedSnapshotId == snapshot.SnapshotId)
            .SelectMany(m => ManifestReader.Read(table.Io, current, m))
            .Where(e => e.SnapshotId == snapshot.SnapshotId && e.Status != EntryStatus.Existing);

    private static bool IsSame(IcebergType before, IcebergType now) =>
        before == now || (before is PrimitiveType from && now is PrimitiveType to ? TypePromotion.IsAllowed(from, to) : before.GetType() == now.GetType());

    private static DiagnosticException Conflict(TableIdentifier identifier, string reason) => IcebergRules.CommitConflict.Error(
        null, $"Table '{identifier}' was changed by another writer at the same time: {reason}.", "nothing was changed; run the statement again");
}
