using Lake.Engines.DuckDb.Relations;
using Lake.Iceberg.Maintenance;

namespace Lake.Engines.DuckDb.Maintenance;

/// <summary>Forgets old snapshots of a table and deletes what nothing needs.</summary>
internal static class TableUpkeep
{
    public static MaintenanceResult Run(PinnedCatalog pins, LakeTable table, MaintenanceRequest request, DateTimeOffset now)
    {
        var current = table.Table;
        var (snapshots, files, orphans) = (0, 0, 0);
        if (request.ExpireAge is { } age)
        {
            var expired = SnapshotExpiry.Run(current, now, now - age, request.KeptSnapshots);
            (current, snapshots, files) = (expired.Table, expired.Snapshots.Length, expired.Files.Length);
            pins.Pin(new LakeTable(table.Id, current));
        }

        if (request.OrphanAge is { } orphanAge)
        {
            var found = OrphanFiles.Find(current, now, orphanAge);
            OrphanFiles.Delete(current, found);
            orphans = found.Count;
        }

        return new MaintenanceResult(null, snapshots, files, orphans);
    }
}
