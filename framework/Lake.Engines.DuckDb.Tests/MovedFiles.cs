using Lake.Iceberg.Storage;

namespace Lake.Engines.DuckDb.Tests;

/// <summary>Reads the files of a table that was moved after it was written.</summary>
internal sealed class MovedFiles(string folder) : IFileIO
{
    public bool Exists(string location) => LocalFileIO.Instance.Exists(Map(location));

    public byte[]? TryRead(string location) => LocalFileIO.Instance.TryRead(Map(location));

    public IReadOnlyList<string> ListFiles(string folder) => LocalFileIO.Instance.ListFiles(folder);

    public IReadOnlyList<string> ListFolders(string folder) => LocalFileIO.Instance.ListFolders(folder);

    public string Canonical(string location) => location;

    public void Write(string location, ReadOnlySpan<byte> content, bool durable = true) => throw ReadOnly();

    public void Flush(IReadOnlyCollection<string> locations) => throw new InvalidOperationException("The table is only read.");

    public bool TryCreate(string location, ReadOnlySpan<byte> content, string? onlyIfExists = null) => throw ReadOnly();

    public bool DeleteTogether(IReadOnlyList<string> locations, string? unlessExists = null) => throw ReadOnly();

    public void Delete(string location) => throw ReadOnly();

    public void CreateFolder(string folder) => throw ReadOnly();

    public void DeleteEmptyFolders(string folder) => throw ReadOnly();

    private string Map(string location) => LocalPath.ToLocation(ForeignTableTests.Relocate(folder, location));

    private static InvalidOperationException ReadOnly() => new("The table is only read.");
}
