using Lake.Iceberg.Storage;

namespace Lake.Iceberg.S3;

/// <summary>This machine's files and object storage side by side: each location goes where its scheme says.</summary>
public sealed class StorageRouter(S3FileIO remote) : IFileIO, IDisposable
{
    public bool Exists(string location) => Of(location).Exists(location);

    public string Canonical(string location) => Of(location).Canonical(location);

    public byte[]? TryRead(string location) => Of(location).TryRead(location);

    public void Write(string location, ReadOnlySpan<byte> content, bool durable = true) => Of(location).Write(location, content, durable);

    public void Flush(IReadOnlyCollection<string> locations)
    {
        foreach (var group in locations.GroupBy(Of))
        {
            group.Key.Flush([.. group]);
        }
    }

    public bool TryCreate(string location, ReadOnlySpan<byte> content, string? onlyIfExists = null) =>
        Of(location).TryCreate(location, content, onlyIfExists);

    public bool DeleteTogether(IReadOnlyList<string> locations, string? unlessExists = null) =>
        locations.Count == 0 || Of(locations[0]).DeleteTogether(locations, unlessExists);

    public void Delete(string location) => Of(location).Delete(location);

    public IReadOnlyList<string> ListFiles(string folder) => Of(folder).ListFiles(folder);

    public IReadOnlyList<string> ListFolders(string folder) => Of(folder).ListFolders(folder);

    public IEnumerable<StoredFile> ListAll(string folder) => Of(folder).ListAll(folder);

    public void CreateFolder(string folder) => Of(folder).CreateFolder(folder);

    public void DeleteEmptyFolders(string folder) => Of(folder).DeleteEmptyFolders(folder);

    public string OutputPath(string location) => Of(location).OutputPath(location);

    public string InputPath(string location) => Of(location).InputPath(location);

    public void Fetch(IReadOnlyCollection<string> locations)
    {
        foreach (var group in locations.GroupBy(Of))
        {
            group.Key.Fetch([.. group]);
        }
    }

    public void Dispose() => remote.Dispose();

    private IFileIO Of(string location) => S3Location.IsS3(location) ? remote : LocalFileIO.Instance;
}
