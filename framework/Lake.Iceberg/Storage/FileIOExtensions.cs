namespace Lake.Iceberg.Storage;

public static class FileIOExtensions
{
    /// <summary>Fails with <see cref="IcebergRules.MissingFile"/>.</summary>
    public static byte[] Read(this IFileIO io, string location) => io.TryRead(location) ?? throw IcebergRules.MissingFile.Error(
        null, $"The file '{location}' is missing.", "restore the file, or roll the table back to a snapshot that does not need it");
}
