namespace Lake.Cli.Output;

/// <summary>Files that are whole or not there.</summary>
internal static class AtomicFile
{
    /// <summary>Writes beside the file and moves it into place; a failure leaves what was there before.</summary>
    public static void Write(string path, Action<Stream> write)
    {
        var temporary = TemporaryFor(path);
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew))
            {
                write(stream);
            }

            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>A name nobody else uses, in the same folder, which must exist.</summary>
    public static string TemporaryFor(string path) => $"{path}.{Guid.NewGuid():N}.tmp";
}
