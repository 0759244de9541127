using Lake.Iceberg.Storage;

namespace Lake.Iceberg.Tests.Foreign;

/// <summary>A warehouse in which one file has another content. Nothing is written.</summary>
internal sealed class DamagedFile(IFileIO io, string file, byte[] content) : IFileIO
{
    public byte[]? TryRead(string location) => location == file ? content : io.TryRead(location);

    public bool Exists(string location) => io.Exists(location);

    public string Canonical(string location) => location;

    public void Write(string location, ReadOnlySpan<byte> content, bool durable = true) => throw new InvalidOperationException();

    public void Flush(IReadOnlyCollection<string> locations) => throw new InvalidOperationException();

    public bool TryCreate(string location, ReadOnlySpan<byte> content, string? onlyIfExists = null) => throw new InvalidOperationException();

    public bool DeleteTogether(IReadOnlyList<string> locations, string? unlessExists = null) => throw new InvalidOperationException();

    public void Delete(string location) => throw new InvalidOperationException();

    public IReadOnlyList<string> ListFiles(string folder) => [];

    public IReadOnlyList<string> ListFolders(string folder) => [];

    public IEnumerable<StoredFile> ListAll(string folder) => [];

    public void CreateFolder(string folder) => throw new InvalidOperationException();

    public void DeleteEmptyFolders(string folder) => throw new InvalidOperationException();
}
