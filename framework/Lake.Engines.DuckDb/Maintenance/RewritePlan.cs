using System.Collections.Immutable;
using Lake.Engines.DuckDb.Relations;
using Lake.Engines.DuckDb.Writing;
using Lake.Iceberg.Partitioning;
using Lake.Iceberg.Scans;
using Lake.Iceberg.Schemas;
using Lake.Iceberg.Values;

namespace Lake.Engines.DuckDb.Maintenance;

/// <summary>Files that are written anew as one.</summary>
/// <param name="Partition">The partition of them all; null for files that were partitioned otherwise than the table is now.</param>
internal sealed record RewriteBin(ImmutableArray<FileScanTask> Tasks, PartitionTuple? Partition);

/// <summary>Which files of a table are worth to be written anew, and which of them together. Registered ones stay as they are: their source may change them.</summary>
internal static class RewritePlan
{
    /// <summary>A file this near to the target size, in percent, is large enough.</summary>
    private const int Enough = 75;

    public static ImmutableArray<RewriteBin> Of(LakeTable table, OptimizeRequest request)
    {
        var metadata = table.Table.Metadata;
        var target = request.TargetBytes ?? SplitWriter.Target(table.Table);
        var groups = Ordered(table).Where(task => !table.IsRegistered(task) && IsCandidate(task)).GroupBy(task => task.File.SpecId == metadata.DefaultSpecId ? task.File.Partition : null);
        return [.. groups.SelectMany(group => Bins(group, target).Where(IsWorthwhile).Select(bin => new RewriteBin(bin, group.Key)))];

        bool IsCandidate(FileScanTask task) => request.IsWhole || IsSmall(task) || HasDeletes(task) || IsUnsorted(task);

        bool IsWorthwhile(ImmutableArray<FileScanTask> bin) => request.IsWhole || bin.Length >= request.LeastFiles
            || (bin.Length > 1 && bin.Sum(Size) * 100 >= target * Enough)
            || bin.Any(task => HasDeletes(task) || IsUnsorted(task));

        bool IsSmall(FileScanTask task) => Size(task) * 100 < target * Enough;

        bool HasDeletes(FileScanTask task) => !task.EqualityDeletes.IsEmpty
            || (!task.PositionDeletes.IsEmpty && Deleted(task) >= task.File.RecordCount * request.DeletedShare);

        bool IsUnsorted(FileScanTask task) => request.IsSorting && task.File.SortOrderId != metadata.SortOrder.OrderId;
    }

    /// <summary>As far as the delete files tell: one of several data files' rows counts whole.</summary>
    public static long Deleted(FileScanTask task) => task.PositionDeletes.Sum(file => file.RecordCount);

    private static long Size(FileScanTask task) => task.File.FileSizeInBytes;

    /// <summary>So that files whose rows stand near each other in the table's order come together.</summary>
    private static IEnumerable<FileScanTask> Ordered(LakeTable table)
    {
        var first = table.Table.Metadata.SortOrder.Fields.FirstOrDefault();
        if (first is null || table.Table.Schema.Find(first.SourceId)?.Type is not PrimitiveType type)
        {
            return table.Files;
        }

        return table.Files.OrderBy(
            task => task.File.Metrics.LowerBounds.TryGetValue(first.SourceId, out var bytes) ? SingleValue.Decode(type, bytes) : null,
            Comparer<object?>.Create((a, b) => a is null || b is null ? (a is null ? 0 : 1) - (b is null ? 0 : 1) : SingleValue.Compare(a, b)));
    }

    private static List<ImmutableArray<FileScanTask>> Bins(IEnumerable<FileScanTask> tasks, long target)
    {
        var (bins, bin, size) = (new List<ImmutableArray<FileScanTask>>(), ImmutableArray.CreateBuilder<FileScanTask>(), 0L);
        foreach (var task in tasks)
        {
            if (bin.Count > 0 && size + Size(task) > target)
            {
                bins.Add(bin.DrainToImmutable());
                size = 0;
            }

            bin.Add(task);
            size += Size(task);
        }

        bins.Add(bin.DrainToImmutable());
        return bins;
    }
}
