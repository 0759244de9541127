using Lake.Iceberg.Manifests;
using Lake.Iceberg.Metadata;
using Lake.Iceberg.Storage;

namespace Lake.Iceberg.Maintenance;

/// <summary>Which files snapshots lead to. What cannot be read fails: nothing is deleted on a guess.</summary>
internal static class Reachability
{
    /// <summary>All files of a table: data and deletes, also removed ones that a manifest still names, and all metadata.</summary>
    public static HashSet<string> All(IFileIO io, TableMetadata table, string? metadataLocation)
    {
        var files = new HashSet<string>(StringComparer.Ordinal);
        foreach (var manifest in Manifests(io, table.Snapshots, files))
        {
            files.UnionWith(ManifestReader.Read(io, table, manifest).Select(e => FileSet.Normal(e.File.Path)));
        }

        files.UnionWith(table.MetadataLog.Select(e => FileSet.Normal(e.MetadataFile)));
        files.UnionWith(Statistics(table));
        if (metadataLocation is not null)
        {
            files.Add(FileSet.Normal(metadataLocation));
        }

        return files;
    }

    /// <summary>Files that only forgotten snapshots lead to, as they are written in the table's metadata.</summary>
    /// <param name="before">The table when it still had them.</param>
    public static List<string> OnlyOf(IFileIO io, TableMetadata table, TableMetadata before, IReadOnlyList<Snapshot> forgotten)
    {
        var kept = new HashSet<string>(StringComparer.Ordinal);
        var keptManifests = Manifests(io, table.Snapshots, kept).ToList();
        var gone = new HashSet<string>(StringComparer.Ordinal);
        var goneManifests = Manifests(io, forgotten, gone, normal: false).Where(m => !kept.Contains(FileSet.Normal(m.Path))).ToList();
        foreach (var manifest in goneManifests)
        {
            gone.UnionWith(ManifestReader.Read(io, before, manifest).Select(e => e.File.Path));
        }

        if (goneManifests.Count > 0)
        {
            kept.UnionWith(keptManifests.SelectMany(m => ManifestReader.Read(io, table, m)).Where(e => e.IsLive).Select(e => FileSet.Normal(e.File.Path)));
        }

        gone.UnionWith(before.Statistics.Concat(before.PartitionStatistics).Where(s => forgotten.Any(f => f.SnapshotId == s.SnapshotId)).Select(s => s.StatisticsPath));
        kept.UnionWith(Statistics(table));
        return [.. gone.Where(f => f.Length > 0 && !kept.Contains(FileSet.Normal(f))).Order(StringComparer.Ordinal)];
    }

    private static IEnumerable<ManifestFile> Manifests(IFileIO io, IEnumerable<Snapshot> snapshots, HashSet<string> files, bool normal = true)
    {
        foreach (var snapshot in snapshots)
        {
            files.Add(normal ? FileSet.Normal(snapshot.ManifestList) : snapshot.ManifestList);
            foreach (var manifest in ManifestListReader.Read(io, snapshot).Where(m => files.Add(normal ? FileSet.Normal(m.Path) : m.Path)))
            {
                yield return manifest;
            }
        }
    }

    private static IEnumerable<string> Statistics(TableMetadata table) =>
        table.Statistics.Concat(table.PartitionStatistics).Select(s => FileSet.Normal(s.StatisticsPath));
}
