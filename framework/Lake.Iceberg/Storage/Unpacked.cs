namespace Lake.Iceberg.Storage;

/// <summary>What a compressed stream holds: a few bytes can stand for very many.</summary>
internal static class Unpacked
{
    /// <summary>Fails with <see cref="InvalidDataException"/> when it holds more than that.</summary>
    public static byte[] Read(Stream stream, long most)
    {
        using var result = new MemoryStream();
        var buffer = new byte[81920];
        for (var read = stream.Read(buffer); read > 0; read = stream.Read(buffer))
        {
            result.Write(buffer, 0, read);
            if (result.Length > most)
            {
                throw new InvalidDataException($"it unpacks to more than {most >> 20} MB");
            }
        }

        return result.ToArray();
    }
}
