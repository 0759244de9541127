using Lake.Iceberg.Manifests;

namespace Lake.Iceberg.Transactions;

/// <summary>Format 3 numbers all rows of a table. Manifests that have no range of numbers yet get the next ones.</summary>
internal static class RowLineage
{
    public static (List<ManifestFile> Manifests, long NextRowId) Assign(IEnumerable<ManifestFile> manifests, long nextRowId)
    {
        var result = new List<ManifestFile>();
        foreach (var manifest in manifests)
        {
            if (manifest.IsDeletes || manifest.FirstRowId is not null)
            {
                result.Add(manifest);
                continue;
            }

            result.Add(manifest with { FirstRowId = nextRowId });
            nextRowId += manifest.AddedRows.GetValueOrDefault() + manifest.ExistingRows.GetValueOrDefault();
        }

        return (result, nextRowId);
    }
}
