using System.IO.Compression;
using System.Text.Json;
using Lake.Iceberg.Storage;
using Lake.Text;

namespace Lake.Iceberg.Metadata;

/// <summary>Table metadata as files. What cannot be read becomes a diagnostic that names the file.</summary>
public static class MetadataFile
{
    private const long LargestFile = 512L << 20;

    public static TableMetadata Read(IFileIO io, string location) => Parse(location, io.Read(location), TableMetadataJson.Read);

    public static byte[] Write(TableMetadata table) => JsonText.WriteBytes(json => TableMetadataWriter.Write(json, table), indented: true);

    internal static T Parse<T>(string location, byte[] bytes, Func<JsonElement, T> convert) => Guard(location, () =>
    {
        using var document = JsonDocument.Parse(bytes.Length > 0 ? Decompress(bytes) : throw new JsonException("it is empty"));
        return convert(document.RootElement);
    });

    /// <summary>Of metadata that came otherwise than from a file.</summary>
    internal static T Convert<T>(string location, JsonElement json, Func<JsonElement, T> convert) => Guard(location, () => convert(json));

    private static T Guard<T>(string location, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception e) when (e is JsonException or InvalidDataException or InvalidOperationException or FormatException)
        {
            throw new DiagnosticException(
                IcebergRules.CorruptMetadata.At(
                    null,
                    $"The metadata file '{location}' cannot be read: {e.Message.TrimEnd('.')}.",
                    "restore the file from a copy, or delete it: then the version before it counts"),
                e);
        }
        catch (DiagnosticException e) when (!e.Diagnostic.Message.Contains(location, StringComparison.Ordinal))
        {
            throw new DiagnosticException(e.Diagnostic with { Message = $"{e.Diagnostic.Message} ({location})" }, e);
        }
    }

    private static ReadOnlyMemory<byte> Decompress(byte[] bytes)
    {
        if (bytes is not [0x1f, 0x8b, ..])
        {
            return bytes is [0xef, 0xbb, 0xbf, ..] ? bytes.AsMemory(3) : bytes;
        }

        using var source = new MemoryStream(bytes);
        using var gzip = new GZipStream(source, CompressionMode.Decompress);
        return Unpacked.Read(gzip, LargestFile);
    }
}
