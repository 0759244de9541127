using System.Globalization;
using Lake.Iceberg.Manifests;

namespace Lake.Iceberg.Transactions;

/// <summary>
/// Puts many small manifests together, so that a table of many commits is still planned quickly. Entries keep their
/// numbers; what other snapshots deleted is left out.
/// </summary>
internal sealed class ManifestMerger(StagedTable table, long snapshotId)
{
    private const long DefaultTargetSize = 8 * 1024 * 1024;
    private const int DefaultMinCount = 100;

    public List<ManifestFile> Merge(List<ManifestFile> manifests, Func<List<ManifestEntry>, ManifestFile> write)
    {
        var minCount = Property("commit.manifest.min-count-to-merge", DefaultMinCount);
        if (manifests.Count < minCount || IsDisabled())
        {
            return manifests;
        }

        return [.. manifests.GroupBy(m => (m.SpecId, m.IsDeletes)).SelectMany(group => group.Count() < minCount
            ? group
            : Pack(group).Select(bin => bin is [var only] ? only : write(Entries(bin))))];
    }

    /// <summary>Bins of at most the target size, filled from the oldest on.</summary>
    private List<List<ManifestFile>> Pack(IEnumerable<ManifestFile> manifests)
    {
        var target = Property("commit.manifest.target-size-bytes", DefaultTargetSize);
        var bins = new List<List<ManifestFile>>();
        var size = 0L;
        foreach (var manifest in manifests.Reverse())
        {
            if (bins.Count == 0 || size + manifest.Length > target)
            {
                bins.Add([]);
                size = 0;
            }

            bins[^1].Add(manifest);
            size += manifest.Length;
        }

        return bins;
    }

    private List<ManifestEntry> Entries(List<ManifestFile> bin)
    {
        var entries = new List<ManifestEntry>();
        foreach (var manifest in bin)
        {
            // What this snapshot did must stay to be seen; its own files still inherit their numbers.
            var isOwn = manifest.AddedSnapshotId == snapshotId;
            foreach (var entry in ManifestReader.Read(table.Io, table.Metadata, manifest))
            {
                if (isOwn && entry.Status == EntryStatus.Added)
                {
                    entries.Add(entry with { SequenceNumber = null, FileSequenceNumber = null });
                }
                else if (entry.IsLive || isOwn)
                {
                    entries.Add(entry.IsLive ? entry with { Status = EntryStatus.Existing } : entry);
                }
            }
        }

        return entries;
    }

    private bool IsDisabled() => table.Metadata.Properties.TryGetValue("commit.manifest-merge.enabled", out var enabled)
        && enabled.Equals("false", StringComparison.OrdinalIgnoreCase);

    private long Property(string name, long fallback) => table.Metadata.Properties.TryGetValue(name, out var text)
        && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value > 0 ? value : fallback;
}
