using Lake.Iceberg.Metadata;
using Lake.Iceberg.Storage;

namespace Lake.Iceberg.Manifests;

/// <summary>Finds out what an old writer did not say about a manifest, so that its row can be written in format 2.</summary>
internal static class ManifestCompletion
{
    public static ManifestFile Complete(IFileIO io, TableMetadata table, ManifestFile manifest)
    {
        if (manifest is { SpecId: >= 0, AddedFiles: not null, ExistingFiles: not null, DeletedFiles: not null }
            and { AddedRows: not null, ExistingRows: not null, DeletedRows: not null, Length: > 0 })
        {
            return manifest;
        }

        var entries = ManifestReader.Read(io, table, manifest);
        return manifest with
        {
            SpecId = entries.IsEmpty ? Math.Max(manifest.SpecId, 0) : entries[0].File.SpecId,
            Length = io.Read(manifest.Path).Length,
            AddedFiles = Files(EntryStatus.Added),
            ExistingFiles = Files(EntryStatus.Existing),
            DeletedFiles = Files(EntryStatus.Deleted),
            AddedRows = Rows(EntryStatus.Added),
            ExistingRows = Rows(EntryStatus.Existing),
            DeletedRows = Rows(EntryStatus.Deleted),
        };

        int Files(EntryStatus status) => entries.Count(e => e.Status == status);

        long Rows(EntryStatus status) => entries.Where(e => e.Status == status).Sum(e => e.File.RecordCount);
    }
}
