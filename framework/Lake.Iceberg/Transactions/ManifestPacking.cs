using System.Collections.Immutable;
using Lake.Iceberg.Manifests;
using Lake.Iceberg.Partitioning;
using Lake.Iceberg.Values;

namespace Lake.Iceberg.Transactions;

/// <summary>Puts the live entries of manifests into new ones of about 8 MB, files of one partition side by side.</summary>
internal static class ManifestPacking
{
    private const long TargetSize = 8 * 1024 * 1024;

    public static List<ManifestFile> Pack(StagedTable table, ImmutableArray<ManifestFile> manifests, Func<List<ManifestEntry>, ManifestFile> write) =>
    [
        .. manifests.GroupBy(m => (m.SpecId, m.IsDeletes)).SelectMany(group => group.Count() < 2 ? [.. group] : PackGroup(table, [.. group], write)),
    ];

    private static IEnumerable<ManifestFile> PackGroup(StagedTable table, ImmutableArray<ManifestFile> manifests, Func<List<ManifestEntry>, ManifestFile> write)
    {
        var entries = manifests.SelectMany(m => ManifestReader.Read(table.Io, table.Metadata, m)).Where(e => e.IsLive)
            .Select(e => e with { Status = EntryStatus.Existing })
            .OrderBy(e => e.File.Partition, ByPartition.Instance).ToList();
        var count = Math.Max(1, (int)(manifests.Sum(m => m.Length) / TargetSize) + 1);
        return count >= manifests.Length || entries.Count == 0
            ? manifests
            : entries.Chunk(((entries.Count - 1) / count) + 1).Select(chunk => write([.. chunk])).ToList();
    }

    private sealed class ByPartition : IComparer<PartitionTuple>
    {
        public static ByPartition Instance { get; } = new();

        public int Compare(PartitionTuple? x, PartitionTuple? y)
        {
            foreach (var (a, b) in (x?.Values ?? []).Zip(y?.Values ?? []))
            {
                var order = a is null || b is null ? (a is null ? 0 : 1) - (b is null ? 0 : 1)
                    : a.GetType() == b.GetType() ? SingleValue.Compare(a, b) : 0;
                if (order != 0)
                {
                    return order;
                }
            }

            return 0;
        }
    }
}
