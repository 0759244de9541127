using System.Text.Json;
using Lake.Iceberg.Avro;
using Lake.Iceberg.Storage;
using Lake.Text;

namespace Lake.Iceberg.Manifests;

/// <summary>Reads an Avro file of a table; whatever is wrong with it becomes a diagnostic that names it.</summary>
internal static class AvroSource
{
    public static T Read<T>(IFileIO io, string location, string what, Func<AvroFile, T> convert)
    {
        var bytes = io.Read(location);
        try
        {
            return convert(AvroFile.Read(bytes));
        }
        catch (Exception e) when (e is InvalidDataException or JsonException or OverflowException or InvalidOperationException or FormatException)
        {
            throw new DiagnosticException(
                IcebergRules.CorruptManifest.At(
                    null,
                    $"The {what} '{location}' cannot be read: {e.Message}.",
                    FileIOExtensions.Remedy),
                e);
        }
    }
}
