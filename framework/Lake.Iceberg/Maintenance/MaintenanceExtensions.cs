using System.Collections.Immutable;
using Lake.Iceberg.Catalogs;
using Lake.Iceberg.Transactions;

namespace Lake.Iceberg.Maintenance;

public static class MaintenanceExtensions
{
    /// <summary>The same files in fewer manifests. The table as it then is; itself when it is well as it is.</summary>
    public static Table RewriteManifests(this Table table, ImmutableSortedDictionary<string, string> snapshotProperties)
    {
        var transaction = table.NewTransaction();
        transaction.SnapshotProperties = snapshotProperties;
        transaction.RewriteManifests();
        return transaction.Commit();
    }
}
