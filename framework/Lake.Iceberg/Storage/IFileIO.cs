namespace Lake.Iceberg.Storage;

/// <summary>
/// Files by location (a URI with scheme, not percent-encoded). What a write has put there survives a crash once the
/// call returns. Failures are <see cref="Lake.Text.DiagnosticException"/>s.
/// </summary>
public interface IFileIO
{
    bool Exists(string location);

    /// <summary>The one spelling that all locations of the same place share.</summary>
    string Canonical(string location);

    /// <summary>Null when there is no such file.</summary>
    byte[]? TryRead(string location);

    /// <summary>Writes a file that nobody else writes; nobody sees it half-written.</summary>
    /// <param name="durable">False for what may be lost in a crash of the machine, or is flushed later.</param>
    void Write(string location, ReadOnlySpan<byte> content, bool durable = true);

    /// <summary>Makes files survive a crash that another program has written, or that were not to be durable at once; missing ones are passed over.</summary>
    void Flush(IReadOnlyCollection<string> locations);

    /// <summary>
    /// Makes the file with its whole content in one step, unless it exists: then false, and it is untouched. Of several
    /// callers in any number of processes exactly one wins.
    /// </summary>
    /// <param name="onlyIfExists">A file of the same folder without which this one is not made either.</param>
    bool TryCreate(string location, ReadOnlySpan<byte> content, string? onlyIfExists = null);

    /// <summary>Deletes files of one folder in that order, while no <see cref="TryCreate"/> happens there.</summary>
    /// <param name="unlessExists">A file of the same folder with which none is deleted; the result is then false.</param>
    bool DeleteTogether(IReadOnlyList<string> locations, string? unlessExists = null);

    /// <summary>Nothing happens when there is no such file.</summary>
    void Delete(string location);

    /// <summary>Names (not locations) of the files right in a folder; empty when there is no such folder.</summary>
    IReadOnlyList<string> ListFiles(string folder);

    /// <summary>Names of the folders right in a folder.</summary>
    IReadOnlyList<string> ListFolders(string folder);

    /// <summary>All files below a folder, at any depth; hidden ones are left out.</summary>
    IEnumerable<StoredFile> ListAll(string folder);

    void CreateFolder(string folder);

    /// <summary>Removes the folder and empty folders below it; whatever holds a file stays.</summary>
    void DeleteEmptyFolders(string folder);

    /// <summary>A path of this machine for another program to write the file to, in a folder that is there. <see cref="Flush"/> brings it to the location.</summary>
    string OutputPath(string location)
    {
        var path = LocalPath.FromLocation(location);
        Directory.CreateDirectory(Path.GetDirectoryName(path) ?? path);
        return path;
    }

    /// <summary>Where another program on this machine reads the file, which must be there and never change.</summary>
    string InputPath(string location) => LocalPath.FromLocation(location);

    /// <summary>Prepares <see cref="InputPath"/> of many files, side by side.</summary>
    void Fetch(IReadOnlyCollection<string> locations)
    {
        // Files of this machine are where they are.
    }
}
