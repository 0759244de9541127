namespace Lake.Iceberg.Storage;

public static class FileIOExtensions
{
    /// <summary>What can be done about a lost part of a table.</summary>
    public const string Remedy = "restore the file from a copy, or replace the table: a model by a build with --full-refresh";

    /// <summary>Fails with <see cref="IcebergRules.MissingFile"/>.</summary>
    public static byte[] Read(this IFileIO io, string location) =>
        io.TryRead(location) ?? throw IcebergRules.MissingFile.Error(null, $"The file '{location}' is missing.", Remedy);
}
