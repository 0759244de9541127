using System.Collections.Immutable;
using Lake.Iceberg.Manifests;
using Lake.Text;

namespace Lake.Iceberg.Scans;

internal static class ScanPlanner
{
    /// <summary>So many are read sooner than other threads have begun.</summary>
    private const int FewManifests = 4;

    public static ImmutableArray<FileScanTask> Plan(TableScan scan)
    {
        if (scan.Snapshot is not { } snapshot)
        {
            return [];
        }

        var (io, table) = (scan.Table.Io, scan.Table.Metadata);
        if (table.EncryptionKeys is not null)
        {
            throw IcebergRules.UnsupportedFormat.Error(null, $"Table '{scan.Table.Identifier}' is encrypted, which is not supported.");
        }

        var manifests = ManifestListReader.Read(io, snapshot).Where(m => m.MayHaveLiveFiles).ToList();
        if (manifests.Exists(m => m.KeyMetadata is not null))
        {
            throw IcebergRules.UnsupportedFormat.Error(null, $"Table '{scan.Table.Identifier}' has encrypted manifests, which is not supported.");
        }

        var filter = new FileFilter(scan.Filter, table);
        var entries = Read(manifests.Where(m => !m.IsDeletes && ManifestFilter.MayMatch(scan.Filter, table, m)).ToList());
        var deletes = new DeleteIndex(table, Read(manifests.Where(m => m.IsDeletes).ToList()));
        return
        [
            .. entries.Where(e => filter.MayMatch(e.File)).Select(e => Readable(scan, new FileScanTask(
                e.File,
                table.SpecById(e.File.SpecId),
                e.SequenceNumber ?? 0,
                deletes.PositionDeletesOf(e),
                deletes.EqualityDeletesOf(e)))),
        ];

        List<ManifestEntry> Read(List<ManifestFile> some) => ReadAll(some, m => ManifestReader.Read(io, table, m));
    }

    public static ImmutableArray<DataFile> PlanDeletes(TableScan scan)
    {
        var (io, table) = (scan.Table.Io, scan.Table.Metadata);
        return scan.Snapshot is not { } snapshot ? [] :
        [
            .. ReadAll([.. ManifestListReader.Read(io, snapshot).Where(m => m.IsDeletes && m.MayHaveLiveFiles)], m => ManifestReader.Read(io, table, m))
                .Select(entry => entry.File),
        ];
    }

    /// <summary>Fails with <see cref="IcebergRules.UnsupportedFormat"/> for files that nobody here can read.</summary>
    private static FileScanTask Readable(TableScan scan, FileScanTask task)
    {
        foreach (var file in task.EqualityDeletes.Concat(task.PositionDeletes).Append(task.File))
        {
            var problem = file.KeyMetadata is not null ? "that is encrypted"
                : file.Format != DataFile.Parquet && !file.IsDeletionVector ? $"of the format {file.Format}"
                : null;
            if (problem is not null)
            {
                throw IcebergRules.UnsupportedFormat.Error(
                    null, $"Table '{scan.Table.Identifier}' has a file {problem}, and cannot be read: {file.Path}", "only Parquet is read here; rewrite the table with the engine that wrote it");
            }
        }

        return task;
    }

    private static List<ManifestEntry> ReadAll(List<ManifestFile> manifests, Func<ManifestFile, ImmutableArray<ManifestEntry>> read)
    {
        if (manifests.Count < FewManifests)
        {
            return [.. manifests.SelectMany(m => read(m)).Where(e => e.IsLive)];
        }

        try
        {
            var entries = new ImmutableArray<ManifestEntry>[manifests.Count];
            Parallel.For(0, entries.Length, i => entries[i] = read(manifests[i]));
            return [.. entries.SelectMany(e => e).Where(e => e.IsLive)];
        }
        catch (AggregateException e) when (e.InnerExceptions[0] is DiagnosticException first)
        {
            throw new DiagnosticException(first.Diagnostics, e);
        }
    }
}
