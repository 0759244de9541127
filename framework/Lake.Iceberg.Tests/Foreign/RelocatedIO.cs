using Lake.Iceberg.Storage;

namespace Lake.Iceberg.Tests.Foreign;

/// <summary>Reads a table that was moved after it was written: whatever stands before <c>metadata/</c> or <c>data/</c> in a path is its folder now.</summary>
internal sealed class RelocatedIO(string folder) : IFileIO
{
    public bool Exists(string location) => LocalFileIO.Instance.Exists(Map(location));

    public string Canonical(string location) => location;

    public byte[]? TryRead(string location) => LocalFileIO.Instance.TryRead(Map(location));

    public void Write(string location, ReadOnlySpan<byte> content, bool durable = true) => throw new InvalidOperationException("The table is only read.");

    public void Flush(IReadOnlyCollection<string> locations) => throw new InvalidOperationException("The table is only read.");

    public bool TryCreate(string location, ReadOnlySpan<byte> content, string? onlyIfExists = null) =>
        throw new InvalidOperationException("The table is only read.");

    public bool DeleteTogether(IReadOnlyList<string> locations, string? unlessExists = null) => throw new InvalidOperationException("The table is only read.");

    public void Delete(string location) => throw new InvalidOperationException("The table is only read.");

    public IReadOnlyList<string> ListFiles(string folder) => LocalFileIO.Instance.ListFiles(folder);

    public IReadOnlyList<string> ListFolders(string folder) => LocalFileIO.Instance.ListFolders(folder);

    public void CreateFolder(string folder) => throw new InvalidOperationException("The table is only read.");

    public void DeleteEmptyFolders(string folder) => throw new InvalidOperationException("The table is only read.");

    public string Map(string location)
    {
        foreach (var part in new[] { "/metadata/", "/data/" })
        {
            var at = location.LastIndexOf(part, StringComparison.Ordinal);
            if (at >= 0 && File.Exists(folder + location[at..]))
            {
                return folder + location[at..];
            }
        }

        return location;
    }
}
