using Lake.Text;

namespace Lake.Iceberg.Storage;

/// <summary>Reads the files of a moved table where they are now. Nothing is written.</summary>
public sealed class MovedFileIO(IFileIO io, PathMapping mapping) : IFileIO
{
    public bool Exists(string location) => io.Exists(Map(location));

    public string Canonical(string location) => io.Canonical(Map(location));

    public byte[]? TryRead(string location) => io.TryRead(Map(location));

    public IReadOnlyList<string> ListFiles(string folder) => io.ListFiles(Map(folder));

    public IReadOnlyList<string> ListFolders(string folder) => io.ListFolders(Map(folder));

    public IEnumerable<StoredFile> ListAll(string folder) => io.ListAll(Map(folder));

    public void Write(string location, ReadOnlySpan<byte> content, bool durable = true) => throw Refused(location);

    public void Flush(IReadOnlyCollection<string> locations) => throw Refused(locations.FirstOrDefault() ?? "");

    public bool TryCreate(string location, ReadOnlySpan<byte> content, string? onlyIfExists = null) => throw Refused(location);

    public bool DeleteTogether(IReadOnlyList<string> locations, string? unlessExists = null) =>
        throw Refused(locations.Count > 0 ? locations[0] : "");

    public void Delete(string location) => throw Refused(location);

    public void CreateFolder(string folder) => throw Refused(folder);

    public void DeleteEmptyFolders(string folder) => throw Refused(folder);

    /// <summary>Fails with <see cref="IcebergRules.UnsupportedLocation"/> for a path that climbs.</summary>
    public string Map(string location) => location.Split('/').Contains("..")
        ? throw IcebergRules.UnsupportedLocation.Error(null, $"'{location}' climbs out of its folder, which no table needs.")
        : mapping.Map(location);

    private static DiagnosticException Refused(string location) => IcebergRules.InvalidChange.Error(
        null, $"The table is only read, so '{location}' cannot be changed.", "register the table in the catalog to write to it");
}
