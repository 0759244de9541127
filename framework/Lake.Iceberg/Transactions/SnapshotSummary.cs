using System.Collections.Immutable;
using System.Globalization;
using Lake.Iceberg.Manifests;
using Lake.Iceberg.Metadata;
using Lake.Iceberg.Partitioning;

namespace Lake.Iceberg.Transactions;

/// <summary>Counts what a snapshot changes, and keeps the totals.</summary>
internal sealed class SnapshotSummary
{
    private readonly Dictionary<string, long> _counts = new(StringComparer.Ordinal);
    private readonly HashSet<(int, PartitionTuple)> _partitions = [];

    public void AddAll(IEnumerable<DataFile> files) => CountAll(files, "added", "added");

    /// <remarks>The spec's names for what goes: data files and their records are "deleted", all else is "removed".</remarks>
    public void RemoveAll(IEnumerable<DataFile> files) => CountAll(files, "removed", "deleted");

    public ImmutableSortedDictionary<string, string> Build(Snapshot? previous)
    {
        var summary = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var (name, count) in _counts.Where(c => c.Value > 0))
        {
            summary[name] = Text(count);
        }

        summary["changed-partition-count"] = Text(_partitions.Count);
        Total("total-data-files", "added-data-files", "deleted-data-files");
        Total("total-delete-files", "added-delete-files", "removed-delete-files");
        Total("total-records", "added-records", "deleted-records");
        Total("total-files-size", "added-files-size", "removed-files-size");
        Total("total-position-deletes", "added-position-deletes", "removed-position-deletes");
        Total("total-equality-deletes", "added-equality-deletes", "removed-equality-deletes");
        return summary.ToImmutable();

        // A total that the previous snapshot did not know is not known now either.
        void Total(string name, string added, string removed)
        {
            var before = previous is null ? 0
                : previous.Summary.TryGetValue(name, out var text) && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n
                : (long?)null;
            if (before + _counts.GetValueOrDefault(added) - _counts.GetValueOrDefault(removed) is { } total and >= 0)
            {
                summary[name] = Text(total);
            }
        }
    }

    private void CountAll(IEnumerable<DataFile> files, string verb, string verbOfData)
    {
        foreach (var file in files)
        {
            Count($"{verb}-files-size", Size(file));
            _partitions.Add((file.SpecId, file.Partition));
            switch (file.Content)
            {
                case FileContent.Data:
                    Count($"{verbOfData}-data-files", 1);
                    Count($"{verbOfData}-records", file.RecordCount);
                    break;
                case FileContent.PositionDeletes:
                    Count($"{verb}-delete-files", 1);
                    Count(file.IsDeletionVector ? $"{verb}-dvs" : $"{verb}-position-delete-files", 1);
                    Count($"{verb}-position-deletes", file.RecordCount);
                    break;
                case FileContent.EqualityDeletes:
                    Count($"{verb}-delete-files", 1);
                    Count($"{verb}-equality-delete-files", 1);
                    Count($"{verb}-equality-deletes", file.RecordCount);
                    break;
            }
        }
    }

    private static long Size(DataFile file) => file.IsDeletionVector ? file.ContentSizeInBytes ?? 0 : file.FileSizeInBytes;

    private static string Text(long count) => count.ToString(CultureInfo.InvariantCulture);

    private void Count(string name, long amount) => _counts[name] = _counts.GetValueOrDefault(name) + amount;
}
