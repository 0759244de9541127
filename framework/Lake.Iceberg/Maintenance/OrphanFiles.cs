using Lake.Iceberg.Catalogs;
using Lake.Iceberg.Storage;

namespace Lake.Iceberg.Maintenance;

/// <summary>Files in a table's folder that no snapshot and no metadata lead to, left by writers that died.</summary>
public static class OrphanFiles
{
    /// <summary>A younger file may belong to a commit that is still being made.</summary>
    public static readonly TimeSpan LeastAge = TimeSpan.FromDays(1);

    public static readonly TimeSpan DefaultAge = TimeSpan.FromDays(3);

    /// <summary>Oldest folder names first. Nothing is deleted.</summary>
    /// <param name="age">At least <see cref="LeastAge"/>.</param>
    public static IReadOnlyList<StoredFile> Find(Table table, DateTimeOffset now, TimeSpan age)
    {
        SnapshotExpiry.RefuseWithoutGarbageCollection(table);
        if (age < LeastAge)
        {
            throw IcebergRules.InvalidChange.Error(null, "Files of less than a day may belong to a commit that is being made.", "give an age of at least 24 hours");
        }

        // Listed before the metadata are read again: a file that a commit names meanwhile is then known.
        var listed = table.Io.ListAll(table.Location).Where(f => f.Modified < now - age).ToList();
        var current = table.Refresh();
        var known = Reachability.All(table.Io, current.Metadata, current.MetadataLocation);
        return [.. listed.Where(f => IsPart(f.Location, table.Location) && !known.Contains(FileSet.Normal(f.Location)))];
    }

    public static void Delete(Table table, IEnumerable<StoredFile> orphans)
    {
        foreach (var file in orphans)
        {
            table.Io.Delete(file.Location);
        }
    }

    /// <summary>Other tables may lie in folders below; names of versions are the catalog's.</summary>
    private static bool IsPart(string file, string table)
    {
        var path = FileSet.Normal(file)[(FileSet.Normal(table).TrimEnd('/').Length + 1)..];
        var name = path[(path.LastIndexOf('/') + 1)..];
        return path.StartsWith("data/", StringComparison.Ordinal)
            || (path.StartsWith("metadata/", StringComparison.Ordinal) && name != "version-hint.text" && !name.Contains(".metadata.json", StringComparison.Ordinal) && !name.EndsWith(".view.json", StringComparison.Ordinal));
    }
}
