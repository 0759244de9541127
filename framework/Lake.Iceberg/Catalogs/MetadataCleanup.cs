using Lake.Iceberg.Metadata;
using Lake.Iceberg.Storage;
using Lake.Text;

namespace Lake.Iceberg.Catalogs;

/// <summary>Old metadata files go only if the table says so, when they fall out of its log.</summary>
internal static class MetadataCleanup
{
    public static void AfterCommit(IFileIO io, TableMetadata? previous, TableMetadata next)
    {
        if (previous is null || !next.Properties.TryGetValue("write.metadata.delete-after-commit.enabled", out var enabled)
            || !enabled.Equals("true", StringComparison.OrdinalIgnoreCase))
        {
            return;
        }

        foreach (var entry in previous.MetadataLog.Except(next.MetadataLog).Where(e => FileSet.IsWithin(e.MetadataFile, next.Location)))
        {
            try
            {
                io.Delete(entry.MetadataFile);
            }
            catch (DiagnosticException)
            {
                // The commit is done; a file too many does no harm.
                return;
            }
        }
    }
}
