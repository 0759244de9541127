using Lake.Iceberg.Metadata;
using Lake.Iceberg.Names;
using Lake.Iceberg.Storage;

namespace Lake.Iceberg.Catalogs;

/// <summary>A table that no catalog of ours knows, read by its place.</summary>
public static class ForeignTable
{
    /// <param name="location">Of the table's folder, or of one of its metadata files.</param>
    /// <param name="mapping">Where its files are now; what lay in the table's own folder is looked for in <paramref name="location"/>.</param>
    /// <returns>The table, whose <see cref="Table.Io"/> reads mapped locations and writes nothing.</returns>
    public static Table Open(IFileIO io, string location, PathMapping mapping)
    {
        var file = MetadataOf(io, location);
        var metadata = MetadataFile.Read(io, file);
        var folder = FolderOf(file);
        var moved = new MovedFileIO(io, Homes(metadata).Aggregate(mapping, (all, home) => all.With(home, folder)));
        return new Table(new FileSystemCatalog(folder, moved), new TableIdentifier("foreign", folder[(folder.LastIndexOf('/') + 1)..]), metadata, file);
    }

    /// <summary>The newest metadata file in a table's folder, or the file that is named. Fails when there is none.</summary>
    public static string MetadataOf(IFileIO io, string location) => IsMetadata(location) ? location
        : TableFolder.FindMetadata(io, location) ?? throw IcebergRules.NoSuchTable.Error(
            null, $"There is no table at '{location}'.", "name the folder that holds the table's metadata folder, or a metadata file");

    /// <summary>The table's folder as its metadata name it, and as the paths of its manifest lists do: tools that move tables may edit either.</summary>
    private static IEnumerable<string> Homes(TableMetadata metadata) => metadata.Snapshots
        .Select(s => s.ManifestList.LastIndexOf("/metadata/", StringComparison.Ordinal) is > 0 and var at ? s.ManifestList[..at] : "")
        .Where(home => home.Length > 0).Prepend(metadata.Location).Distinct();

    private static bool IsMetadata(string location) => location.Contains(".metadata.json", StringComparison.Ordinal);

    /// <summary>The folder around the folder of the metadata file.</summary>
    private static string FolderOf(string file)
    {
        var metadata = file[..Math.Max(0, file.LastIndexOf('/'))];
        return metadata[..Math.Max(0, metadata.LastIndexOf('/'))];
    }
}
