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
        var filter = new FileFilter(scan.Filter, table);
        var entries = Read(manifests.Where(m => !m.IsDeletes && ManifestFilter.MayMatch(scan.Filter, table, m)).ToList());
        var deletes = new DeleteIndex(table, Read(manifests.Where(m => m.IsDeletes).ToList()));
        return
        [
            .. entries.Where(e => filter.MayMatch(e.File)).Select(e => new FileScanTask(
                e.File,
                table.SpecById(e.File.SpecId),
                e.SequenceNumber ?? 0,
                deletes.PositionDeletesOf(e),
                deletes.EqualityDeletesOf(e))),
        ];

        List<ManifestEntry> Read(List<ManifestFile> some) => ReadAll(some, m => ManifestReader.Read(io, table, m));
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
