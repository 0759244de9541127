using Lake.Iceberg.Manifests;
using Lake.Iceberg.Metadata;
using Lake.Iceberg.Storage;
using Lake.Text;

namespace Lake.Iceberg.Catalogs;

/// <summary>Every file that a table's metadata reaches, old snapshots included.</summary>
internal static class TableFiles
{
    /// <summary>Empty when the table forbids deleting files. What corrupt or missing metadata would reach is left out.</summary>
    public static List<string> TryCollect(IFileIO io, string metadataLocation)
    {
        try
        {
            var table = MetadataFile.Read(io, metadataLocation);
            return table.Properties.TryGetValue("gc.enabled", out var enabled) && enabled.Equals("false", StringComparison.OrdinalIgnoreCase)
                ? []
                : Collect(io, table);
        }
        catch (DiagnosticException e) when (IsCorrupt(e))
        {
            return [];
        }
    }

    /// <summary>Whether a file is the table's to delete: a table may name files that are others'.</summary>
    public static bool IsOwn(TableMetadata table, string file) => FileSet.IsWithin(file, table.Location) || FileSet.IsWithin(file, table.DataLocation);

    private static List<string> Collect(IFileIO io, TableMetadata table)
    {
        var files = new HashSet<string>(StringComparer.Ordinal);
        foreach (var snapshot in table.Snapshots)
        {
            var manifests = OrNothing(() => ManifestListReader.Read(io, snapshot).ToList());
            files.Add(snapshot.ManifestList);
            foreach (var manifest in manifests.Where(m => files.Add(m.Path)))
            {
                files.UnionWith(OrNothing(() => ManifestReader.Read(io, table, manifest).Select(e => e.File.Path).ToList()));
            }
        }

        files.UnionWith(table.Statistics.Concat(table.PartitionStatistics).Select(s => s.StatisticsPath));
        files.Remove("");
        return [.. files];
    }

    private static List<T> OrNothing<T>(Func<List<T>> read)
    {
        try
        {
            return read();
        }
        catch (DiagnosticException e) when (IsCorrupt(e))
        {
            return [];
        }
    }

    private static bool IsCorrupt(DiagnosticException e) => e.Diagnostic.Rule == IcebergRules.CorruptManifest
        || e.Diagnostic.Rule == IcebergRules.CorruptMetadata || e.Diagnostic.Rule == IcebergRules.MissingFile;
}
