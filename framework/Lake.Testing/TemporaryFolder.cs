namespace Lake.Testing;

/// <summary>A folder for one test, removed at its end.</summary>
public sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder() => Path = Directory.CreateTempSubdirectory("lake-test-").FullName;

    public string Path { get; }

    public string this[string relative] => System.IO.Path.Combine(Path, relative);

    /// <summary>
    /// Writes several files given as one text: a line <c>--- path</c> starts each file.
    /// </summary>
    public TemporaryFolder With(string files)
    {
        foreach (var part in ("\n" + files.ReplaceLineEndings("\n")).Split("\n--- ", StringSplitOptions.RemoveEmptyEntries))
        {
            var end = part.IndexOf('\n', StringComparison.Ordinal);
            if (string.IsNullOrWhiteSpace(part))
            {
                continue;
            }

            var (name, content) = end < 0 ? (part, "") : (part[..end], part[(end + 1)..]);
            Write(name.Trim(), content);
        }

        return this;
    }

    public void Write(string relative, string content)
    {
        var path = this[relative];
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
    }

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // The test removed it itself.
        }
    }
}
