using Lake.Iceberg.Storage;

namespace Lake.Loader.Tests;

/// <summary>Files, of this machine unless told otherwise; somebody is told before each change. What is listed comes in a wild order.</summary>
internal sealed class WatchedFiles(Action<string> changing, IFileIO? files = null) : IFileIO
{
    private readonly IFileIO _files = files ?? LocalFileIO.Instance;

    public bool Exists(string location) => _files.Exists(location);

    public string Canonical(string location) => _files.Canonical(location);

    public byte[]? TryRead(string location) => _files.TryRead(location);

    public void Write(string location, ReadOnlySpan<byte> content, bool durable = true)
    {
        changing(location);
        _files.Write(location, content, durable);
    }

    public void Flush(IReadOnlyCollection<string> locations) => _files.Flush(locations);

    public bool TryCreate(string location, ReadOnlySpan<byte> content, string? onlyIfExists = null)
    {
        changing(location);
        return _files.TryCreate(location, content, onlyIfExists);
    }

    public bool DeleteTogether(IReadOnlyList<string> locations, string? unlessExists = null)
    {
        changing(locations.Count == 0 ? "" : locations[0]);
        return _files.DeleteTogether(locations, unlessExists);
    }

    public void Delete(string location)
    {
        changing(location);
        _files.Delete(location);
    }

    public IReadOnlyList<string> ListFiles(string folder) => _files.ListFiles(folder);

    public IReadOnlyList<string> ListFolders(string folder) => _files.ListFolders(folder);

    public IEnumerable<StoredFile> ListAll(string folder) => _files.ListAll(folder).OrderBy(f => f.Location.GetHashCode(StringComparison.Ordinal));

    public string OutputPath(string location) => _files.OutputPath(location);

    public string InputPath(string location) => _files.InputPath(location);

    public void Fetch(IReadOnlyCollection<string> locations) => _files.Fetch(locations);

    public void CreateFolder(string folder)
    {
        changing(folder);
        _files.CreateFolder(folder);
    }

    public void DeleteEmptyFolders(string folder)
    {
        changing(folder);
        _files.DeleteEmptyFolders(folder);
    }
}
