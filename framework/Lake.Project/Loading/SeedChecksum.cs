namespace Lake.Project.Loading;

/// <summary>dbt's checksum of a seed: its content with Unix line ends, or for large files only its path.</summary>
internal static class SeedChecksum
{
    private const long LargestHashed = 1024 * 1024;

    public static string Of(string path, string text) =>
        new FileInfo(path).Length > LargestHashed ? path : CodeFile.Sha256(text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Trim());
}
