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

        var lost = start.Schema.AllFields.FirstOrDefault(f => current.Schema.Find(f.Field.Id) is not { } now || !IsSame(f.Field.Type, now.Type, current.FormatVersion));
        var demanded = current.Schema.AllFields.FirstOrDefault(f => f.Field.Required && start.Schema.Find(f.Field.Id) is null);
        if ((lost.Path ?? demanded.Path) is { } path)
        {
            throw Conflict(identifier, $"its columns were changed ('{path}')");
        }
    }

    public static void RowsStillFit(StagedTable table, TableMetadata start, TableMetadata current, RowChange change, string branch)
    {
        var referenced = change.ReferencedFiles.ToHashSet(StringComparer.Ordinal);
        var onlyDeletes = change.AddedFiles.IsEmpty && change.RemovedFiles.IsEmpty;
        var filter = new FileFilter(change.ReadFilter, current);
        foreach (var snapshot in SnapshotsSince(table.Identifier, start.HeadOf(branch)?.SnapshotId, current, branch))
        {
            foreach (var entry in ChangesOf(table, current, snapshot))
            {
                if (change.IsRewrite)
                {
                    CheckRewrite(table.Identifier, entry, change);
                }
                else if (snapshot.Operation == SnapshotOperation.Replace)
                {
                    CheckPlaces(table.Identifier, entry, referenced);
                }
                else
                {
                    Check(table.Identifier, entry, change.Isolation, onlyDeletes, referenced, filter);
                }
            }
        }
    }

    /// <summary>A rewrite takes the rows as it found them, so deletes that came meanwhile would be lost; those by value apply to its files as well.</summary>
    private static void CheckRewrite(TableIdentifier identifier, ManifestEntry entry, RowChange change)
    {
        if (entry.Status == EntryStatus.Added && entry.File.Content == FileContent.PositionDeletes
            && (entry.File.ReferencedDataFile is not { } data || change.RemovedFiles.Any(f => f.Path == data)))
        {
            throw Conflict(identifier, "rows that this rewrite read were deleted");
        }
    }

    /// <summary>Another writer's rewrite keeps all rows, but not their places.</summary>
    private static void CheckPlaces(TableIdentifier identifier, ManifestEntry entry, HashSet<string> referenced)
    {
        var data = entry.File.Content == FileContent.Data ? entry.File.Path : entry.File.ReferencedDataFile ?? "";
        if (referenced.Contains(data))
        {
            throw Conflict(identifier, "rows that this change read were rewritten");
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
        else if (!isData && (!onlyDeletes || (entry.File.IsDeletionVector && referenced.Contains(entry.File.ReferencedDataFile ?? ""))))
        {
            throw Conflict(identifier, "rows that this change read were deleted");
        }
    }

    private static List<Snapshot> SnapshotsSince(TableIdentifier identifier, long? start, TableMetadata current, string branch)
    {
        var result = new List<Snapshot>();
        for (var snapshot = current.HeadOf(branch); snapshot?.SnapshotId != start; snapshot = current.SnapshotById(snapshot.ParentSnapshotId ?? -1))
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

    private static bool IsSame(IcebergType before, IcebergType now, int formatVersion) => before == now
        || (before is PrimitiveType from && now is PrimitiveType to ? TypePromotion.IsAllowed(from, to, formatVersion) : before.GetType() == now.GetType());

    private static DiagnosticException Conflict(TableIdentifier identifier, string reason) => IcebergRules.CommitConflict.Error(
        null, $"Table '{identifier}' was changed by another writer at the same time: {reason}.", "nothing was changed; run the statement again");
}
