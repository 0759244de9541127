using System.Globalization;
using Lake.Iceberg.Catalogs;
using Lake.Iceberg.Metadata;
using Lake.Iceberg.Transactions;

namespace Lake.Iceberg.Maintenance;

/// <summary>
/// Forgets old snapshots, then deletes the files that no remaining one needs. First the table forgets, so that whoever
/// reads it then finds all files; a process that dies in between leaves orphans, nothing worse.
/// </summary>
public static class SnapshotExpiry
{
    private static readonly TimeSpan DefaultAge = TimeSpan.FromDays(5);

    /// <param name="olderThan">Snapshots made before may go; null for what the table's properties say.</param>
    /// <param name="keep">How many of each branch stay whatever their age; null for what the table's properties say.</param>
    public static ExpiryResult Run(Table table, DateTimeOffset now, DateTimeOffset? olderThan = null, int? keep = null)
    {
        RefuseWithoutGarbageCollection(table);
        var transaction = table.NewTransaction();
        transaction.Expire(metadata => Choose(metadata, now, olderThan, keep));
        if (!transaction.HasChanges)
        {
            return new ExpiryResult(table, [], []);
        }

        var after = transaction.Commit();
        var forgotten = table.Metadata.Snapshots.Where(s => after.Metadata.SnapshotById(s.SnapshotId) is null).ToList();
        var files = Reachability.OnlyOf(table.Io, after.Metadata, table.Metadata, forgotten)
            .Where(f => TableFiles.IsOwn(table.Metadata, f)).ToList();
        files.ForEach(table.Io.Delete);
        return new ExpiryResult(after, [.. forgotten.Select(s => s.SnapshotId)], [.. files]);
    }

    internal static void RefuseWithoutGarbageCollection(Table table)
    {
        if (table.Metadata.Properties.TryGetValue("gc.enabled", out var enabled) && enabled.Equals("false", StringComparison.OrdinalIgnoreCase))
        {
            throw IcebergRules.InvalidChange.Error(
                null, $"Table '{table.Identifier}' forbids that files are deleted ('gc.enabled' is false).", "its files may belong to another table, too");
        }
    }

    private static (IReadOnlyList<string> Refs, IReadOnlyList<long> Snapshots) Choose(
        TableMetadata table, DateTimeOffset now, DateTimeOffset? olderThan, int? keep)
    {
        var nowMs = now.ToUnixTimeMilliseconds();
        var cutoff = olderThan?.ToUnixTimeMilliseconds() ?? nowMs - Property(table, "history.expire.max-snapshot-age-ms", (long)DefaultAge.TotalMilliseconds);
        var least = keep ?? (int)Property(table, "history.expire.min-snapshots-to-keep", 1);
        var refAge = Property(table, "history.expire.max-ref-age-ms", long.MaxValue);
        var gone = table.Refs.Where(r => r.Key != SnapshotRef.Main && IsOld(table, r.Value, nowMs, refAge)).Select(r => r.Key).ToList();
        var kept = new HashSet<long>();
        foreach (var (name, reference) in table.Refs.Where(r => !gone.Contains(r.Key)))
        {
            kept.Add(reference.SnapshotId);
            if (reference.IsBranch)
            {
                var age = olderThan is null && reference.MaxSnapshotAgeMs is { } own ? nowMs - own : cutoff;
                var count = Math.Max(1, keep ?? reference.MinSnapshotsToKeep ?? least);
                kept.UnionWith(table.Ancestors(reference.SnapshotId).TakeWhile((s, i) => i < count || s.TimestampMs >= age).Select(s => s.SnapshotId));
            }
        }

        // What no ref leads to may be somebody's staged work, as long as it is young.
        var inHistory = table.Refs.Values.SelectMany(r => table.Ancestors(r.SnapshotId)).Select(s => s.SnapshotId).ToHashSet();
        kept.UnionWith(table.Snapshots.Where(s => !inHistory.Contains(s.SnapshotId) && s.TimestampMs >= cutoff).Select(s => s.SnapshotId));
        return (gone, [.. table.Snapshots.Where(s => !kept.Contains(s.SnapshotId)).Select(s => s.SnapshotId)]);
    }

    private static bool IsOld(TableMetadata table, SnapshotRef reference, long nowMs, long age) =>
        table.SnapshotById(reference.SnapshotId) is { } snapshot && nowMs - snapshot.TimestampMs > (reference.MaxRefAgeMs ?? age);

    private static long Property(TableMetadata table, string name, long otherwise) =>
        table.Properties.TryGetValue(name, out var text) && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : otherwise;
}
