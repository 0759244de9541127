namespace Lake.Project.Packages;

/// <summary>A fetched package into the folder where it is installed.</summary>
internal static class PackageFolder
{
    /// <param name="from">The package's project.</param>
    /// <param name="to">Must not exist.</param>
    /// <param name="asLink">Edits of a local package are seen at once; copied where links cannot be made.</param>
    public static void Put(string from, string to, bool asLink)
    {
        if (asLink)
        {
            try
            {
                Directory.CreateSymbolicLink(to, from);
                return;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Some systems let only administrators make links.
            }
        }

        Copy(new DirectoryInfo(from), to, Path.GetDirectoryName(to) ?? "");
    }

    private static void Copy(DirectoryInfo from, string to, string without)
    {
        Directory.CreateDirectory(to);
        foreach (var entry in from.EnumerateFileSystemInfos())
        {
            if (entry is FileInfo file)
            {
                file.CopyTo(Path.Combine(to, file.Name));
            }
            else if (entry is DirectoryInfo { LinkTarget: null } folder && folder.Name != ".git" && folder.FullName != without)
            {
                Copy(folder, Path.Combine(to, folder.Name), without);
            }
        }
    }
}
