using Lake.Iceberg.Storage;

namespace Lake.Engines.DuckDb.Writing;

/// <summary>A folder into which DuckDB writes files whose names it chooses.</summary>
internal static class OutputFolder
{
    public static void Clear(IFileIO io, string folder)
    {
        foreach (var name in io.ListFiles(folder))
        {
            io.Delete($"{folder}/{name}");
        }

        io.DeleteEmptyFolders(folder);
    }
}
